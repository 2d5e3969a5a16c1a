package org.rejoin.crdt.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rejoin.crdt.CounterMap;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.spec.NestedOp.Kind;

/** A map of counters that nobody touches. */
class CounterMapSpecProperties
    extends SpecProperties<
        CounterMap<String>, CounterMap.Editor<String>, NestedOp<CountOp>, Map<String, Long>> {
  CounterMapSpecProperties() {
    super(
        CounterMap.type(Codecs.utf8()),
        new OrMapSpec<>(new ResettableCounterSpec()),
        new ToCounterMap());
  }

  private static final class ToCounterMap
      implements SpecBinding<
          CounterMap<String>, CounterMap.Editor<String>, NestedOp<CountOp>, Map<String, Long>> {
    @Override
    public NestedOp<CountOp> randomOp(SeededRandom random) {
      String key = random.pick(List.of("k", "m"));
      int kind = random.below(20);
      if (kind < 14) {
        CountOp count = ResettableCounterSpecProperties.randomCount(random);
        return new NestedOp<>(Kind.AT, key, Optional.of(count));
      }
      return new NestedOp<>(kind < 19 ? Kind.REMOVE : Kind.CLEAR, key, Optional.empty());
    }

    @Override
    public void apply(CounterMap.Editor<String> editor, NestedOp<CountOp> op) {
      switch (op.kind()) {
        case REMOVE -> editor.remove(op.key());
        case CLEAR -> editor.clear();
        case AT -> count(editor, op.key(), op.inner().get().amount().getAsLong());
        case TOUCH -> throw new IllegalArgumentException("a map of counters has no touch: " + op);
      }
    }

    private static void count(CounterMap.Editor<String> editor, String key, long amount) {
      if (amount < 0) {
        editor.decrement(key, -amount);
      } else {
        editor.increment(key, amount);
      }
    }

    @Override
    public Map<String, Long> observe(CounterMap<String> map) {
      return new TreeMap<>(map.entries());
    }
  }
}
