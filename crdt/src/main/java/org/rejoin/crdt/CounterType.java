package org.rejoin.crdt;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A type of counter; an unsigned one has no decrements in its bytes. */
final class CounterType<S extends Counter<S, E>, E extends CounterEditor>
    extends LatticeType<S, CounterCells, E> {
  private final boolean signed;
  private final Function<CounterCells, S> state;
  private final BiFunction<CounterCells, ReplicaId, E> editor;

  CounterType(
      String tag,
      boolean signed,
      Function<CounterCells, S> state,
      BiFunction<CounterCells, ReplicaId, E> editor) {
    super(tag, CounterCells.EMPTY);
    this.signed = signed;
    this.state = state;
    this.editor = editor;
  }

  @Override
  S state(CounterCells cells) {
    return state.apply(cells);
  }

  @Override
  E openEditor(CounterCells before, ReplicaId self) {
    return editor.apply(before, self);
  }

  @Override
  CounterCells closeEditor(E editor) {
    return editor.close();
  }

  @Override
  CounterCells settle(CounterCells cells, Settlement settlement) {
    return cells.settle(settlement);
  }

  @Override
  void write(CounterCells cells, CanonicalOut out) {
    cells.write(out, signed);
  }

  @Override
  CounterCells readLattice(CanonicalIn in) {
    return CounterCells.read(in, signed);
  }
}
