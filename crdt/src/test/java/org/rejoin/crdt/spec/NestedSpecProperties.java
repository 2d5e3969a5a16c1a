package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.NestableType;
import org.rejoin.crdt.ORMap;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.spec.NestedOp.Kind;

/** Compares a map of some type with the model of maps around the model of that type. */
abstract class NestedSpecProperties<S extends Editable<S, E>, E, O, V>
    extends SpecProperties<
        ORMap<String, S, E>, ORMap.Editor<String, E>, NestedOp<O>, Map<String, V>> {
  private final SpecBinding<S, E, O, V> inner;

  NestedSpecProperties(NestableType<S, E> type, Spec<O, V> model, SpecBinding<S, E, O, V> binding) {
    super(ORMap.type(Codecs.utf8(), type), new OrMapSpec<>(model), new ToMap<>(binding));
    inner = binding;
  }

  @Override
  protected List<NestedOp<O>> fewOps() {
    List<O> below = drawn(inner, 2);
    return List.of(
        new NestedOp<>(Kind.AT, "k", Optional.of(below.get(0))),
        new NestedOp<>(Kind.REMOVE, "k", Optional.empty()),
        new NestedOp<>(Kind.TOUCH, "k", Optional.empty()),
        new NestedOp<>(Kind.AT, "k", Optional.of(below.get(1))));
  }

  private record ToMap<S extends Editable<S, E>, E, O, V>(SpecBinding<S, E, O, V> inner)
      implements SpecBinding<
          ORMap<String, S, E>, ORMap.Editor<String, E>, NestedOp<O>, Map<String, V>> {
    @Override
    public NestedOp<O> randomOp(SeededRandom random) {
      String key = random.pick(List.of("k", "m"));
      int kind = random.below(20);
      if (kind < 13) {
        return new NestedOp<>(Kind.AT, key, Optional.of(inner.randomOp(random)));
      }
      Kind outer = kind < 15 ? Kind.TOUCH : kind < 19 ? Kind.REMOVE : Kind.CLEAR;
      return new NestedOp<>(outer, key, Optional.empty());
    }

    @Override
    public void apply(ORMap.Editor<String, E> editor, NestedOp<O> op) {
      switch (op.kind()) {
        case TOUCH -> editor.touch(op.key());
        case REMOVE -> editor.remove(op.key());
        case CLEAR -> editor.clear();
        case AT -> editor.at(op.key(), value -> inner.apply(value, op.inner().get()));
      }
    }

    @Override
    public Map<String, V> observe(ORMap<String, S, E> map) {
      Map<String, V> values = new TreeMap<>();
      for (String key : map.keys()) {
        values.put(key, inner.observe(map.get(key).orElseThrow()));
      }
      return values;
    }
  }
}
