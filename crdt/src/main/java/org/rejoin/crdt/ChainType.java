package org.rejoin.crdt;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A type of register over a chain. */
final class ChainType<S extends ChainRegister<S, V, E>, V, E extends ChainEditor<V>>
    extends LatticeType<S, ChainValue<V>, E> {
  private final BiFunction<ChainType<S, V, E>, ChainValue<V>, S> state;
  private final Function<ChainValue<V>, E> editor;

  ChainType(
      String tag,
      ChainOrder<V> order,
      BiFunction<ChainType<S, V, E>, ChainValue<V>, S> state,
      Function<ChainValue<V>, E> editor) {
    super(tag, ChainValue.none(order));
    this.state = state;
    this.editor = editor;
  }

  @Override
  S state(ChainValue<V> value) {
    return state.apply(this, value);
  }

  @Override
  E openEditor(ChainValue<V> before, ReplicaId self) {
    return editor.apply(before);
  }

  @Override
  ChainValue<V> closeEditor(E editor) {
    return editor.close();
  }

  @Override
  void write(ChainValue<V> value, CanonicalOut out) {
    value.write(out);
  }

  @Override
  ChainValue<V> readLattice(CanonicalIn in) {
    return bottomLattice().read(in);
  }
}
