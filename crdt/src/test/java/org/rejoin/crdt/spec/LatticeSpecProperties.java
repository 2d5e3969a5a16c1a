package org.rejoin.crdt.spec;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import net.jqwik.api.Group;
import org.rejoin.crdt.GCounter;
import org.rejoin.crdt.GSet;
import org.rejoin.crdt.MaxRegister;
import org.rejoin.crdt.MinRegister;
import org.rejoin.crdt.Option;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.Pair;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.SpecBinding;

/** Types whose value is a fold over all operations. */
class LatticeSpecProperties {
  private static final List<Long> NUMBERS = List.of(-1L, 2L, 3L);

  @Group
  class Elements extends SpecProperties<GSet<Long>, GSet.Editor<Long>, Long, Set<Long>> {
    Elements() {
      super(
          GSet.type(Codecs.int64()),
          new FoldSpec<>(TreeSet::new),
          new Numbers<>(GSet.Editor::add, set -> new TreeSet<>(set.elements())));
    }

    @Override
    protected List<Long> fewOps() {
      return NUMBERS;
    }
  }

  @Group
  class Highest
      extends SpecProperties<MaxRegister<Long>, MaxRegister.Editor<Long>, Long, Optional<Long>> {
    Highest() {
      super(
          MaxRegister.type(Codecs.int64()),
          new FoldSpec<>(offers -> offers.stream().max(Comparator.naturalOrder())),
          new Numbers<>(MaxRegister.Editor::offer, MaxRegister::value));
    }

    @Override
    protected List<Long> fewOps() {
      return NUMBERS;
    }
  }

  @Group
  class Lowest
      extends SpecProperties<MinRegister<Long>, MinRegister.Editor<Long>, Long, Optional<Long>> {
    Lowest() {
      super(
          MinRegister.type(Codecs.int64()),
          new FoldSpec<>(offers -> offers.stream().min(Comparator.naturalOrder())),
          new Numbers<>(MinRegister.Editor::offer, MinRegister::value));
    }

    @Override
    protected List<Long> fewOps() {
      return NUMBERS;
    }
  }

  /** How often, and what. */
  @Group
  class Both
      extends SpecProperties<
          Pair<PNCounter, GSet<Long>, PNCounter.Editor, GSet.Editor<Long>>,
          Pair.Editor<PNCounter.Editor, GSet.Editor<Long>>,
          Long,
          List<Object>> {
    Both() {
      super(
          Pair.type(PNCounter.TYPE, GSet.type(Codecs.int64())),
          new FoldSpec<>(ops -> List.of(-(long) ops.size(), new TreeSet<>(ops))),
          new Numbers<>(
              (e, number) -> e.second(s -> s.add(number)).first(PNCounter.Editor::decrement),
              pair -> List.of(pair.first().value(), new TreeSet<>(pair.second().elements()))));
    }

    @Override
    protected List<Long> fewOps() {
      return NUMBERS;
    }
  }

  /** Negative numbers stand for a touch. */
  @Group
  class Perhaps
      extends SpecProperties<
          Option<GCounter, GCounter.Editor>, Option.Editor<GCounter.Editor>, Long, Optional<Long>> {
    Perhaps() {
      super(
          Option.type(GCounter.TYPE),
          new FoldSpec<>(
              ops ->
                  ops.isEmpty()
                      ? Optional.empty()
                      : Optional.of(ops.stream().mapToLong(op -> Math.max(0, op)).sum())),
          new Numbers<>(
              (e, number) -> {
                if (number < 0) {
                  e.touch();
                } else {
                  e.value(counter -> counter.increment(number));
                }
              },
              option -> option.value().map(GCounter::value)));
    }

    @Override
    protected List<Long> fewOps() {
      return NUMBERS;
    }
  }

  private record Numbers<S, E, V>(BiConsumer<E, Long> edit, Function<S, V> look)
      implements SpecBinding<S, E, Long, V> {
    @Override
    public Long randomOp(SeededRandom random) {
      return random.below(60) - 20L;
    }

    @Override
    public void apply(E editor, Long number) {
      edit.accept(editor, number);
    }

    @Override
    public V observe(S state) {
      return look.apply(state);
    }
  }
}
