package org.rejoin.benchmarks.crdt;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.rejoin.benchmarks.harness.Heap;
import org.rejoin.benchmarks.harness.SanityException;
import org.rejoin.benchmarks.harness.Timed;

/**
 * One contender at one size, ready to be measured: replicas that were decoded from bytes, and the
 * operations on them.
 *
 * <p>{@link #verify} runs each operation and compares what it gave with {@link Shape}: what does no
 * work, or the wrong work, is never timed.
 */
final class Cell<S, D> {
  /** Different arguments for one operation, used in turn. */
  static final int ROUNDS = Timed.ROUNDS;

  /** Who made the base state of a set, map or register. */
  static final int WRITERS = 3;

  /** How many leaves change at once for {@link Measure#DIGEST_LEAF}. */
  static final int MANY = 64;

  /** Above this size one round is checked, not all. */
  private static final int ALL_ROUNDS_UP_TO = 10_000;

  private final Contender<S, D> contender;
  private final Shape shape;
  private final int size;
  private final int removed;
  private final S base;
  private final Replicas replicas;
  private final List<D> addDeltas;
  private final List<D> removeDeltas;
  private final List<D> manyDeltas;
  private @Nullable S ours;
  private @Nullable S theirs;
  private boolean baseIsChecked;

  Cell(Contender<S, D> contender, Shape shape, int size, boolean removes, Replicas replicas) {
    this.contender = contender;
    this.shape = shape;
    this.size = size;
    this.removed = shape.removedByThem(size, removes);
    this.replicas = replicas;
    this.base = contender.decode(replicas.base());
    this.addDeltas = replicas.adds().stream().map(contender::unpack).toList();
    this.removeDeltas = replicas.removes().stream().map(contender::unpack).toList();
    this.manyDeltas = replicas.many().stream().map(contender::unpack).toList();
  }

  static <S, D> S withItems(
      Contender<S, D> contender, S state, int writer, int firstItem, int removed) {
    S next = state;
    for (int i = 0; i < Shape.OWN_ITEMS; i++) {
      next = contender.add(next, writer, firstItem + i).state();
    }
    for (int i = 0; i < removed; i++) {
      next = contender.remove(next, writer, i).state();
    }
    return next;
  }

  private static int newItem(int round) {
    return Shape.NEW_FIRST + round;
  }

  private int oldItem(int round) {
    return round % size;
  }

  /** The operation behind a time; its argument chooses among {@link #ROUNDS} arguments. */
  IntFunction<Object> operation(Measure measure) {
    return switch (measure) {
      case EDIT_ADD -> round -> contender.add(base, 0, newItem(round));
      case EDIT_REMOVE -> round -> contender.remove(base, 0, oldItem(round));
      case APPLY_ADD_DELTA -> round -> contender.apply(base, addDeltas.get(round));
      case APPLY_REMOVE_DELTA -> round -> contender.apply(base, removeDeltas.get(round));
      case MERGE -> {
        S left = ours();
        S right = theirs();
        yield round -> contender.merge(left, right);
      }
      case MERGE_SHARED -> {
        S left = withItems(contender, base, 0, Shape.OUR_FIRST, 0);
        S right = withItems(contender, base, 1, Shape.THEIR_FIRST, 0);
        yield round -> contender.merge(left, right);
      }
      case DIGEST_UPKEEP -> {
        Object known = contender.digest(base);
        yield round -> digested(contender.add(base, 0, newItem(round)).state(), known);
      }
      case DIGEST_LEAF -> {
        Object known = contender.digest(base);
        yield round -> digested(contender.apply(base, manyDeltas.get(0)), known);
      }
      default -> throw new IllegalArgumentException(measure + " is not timed");
    };
  }

  /** What is timed too and taken off: the same change to a state of which no digest is known. */
  @Nullable IntFunction<Object> baseline(Measure measure) {
    if (measure != Measure.DIGEST_LEAF) {
      return null;
    }
    S plain = contender.decode(replicas.base());
    return round -> contender.apply(plain, manyDeltas.get(0));
  }

  private Digested<S> digested(S state, Object before) {
    return new Digested<>(state, contender.digest(state), before);
  }

  private record Digested<S>(S state, Object digest, Object before) {}

  private S ours() {
    S known = ours;
    if (known == null) {
      known = contender.decode(replicas.ours());
      ours = known;
    }
    return known;
  }

  private S theirs() {
    S known = theirs;
    if (known == null) {
      known = contender.decode(replicas.theirs());
      theirs = known;
    }
    return known;
  }

  /** What {@code measure}'s operation would give if it did nothing. */
  Object idle(Measure measure) {
    return switch (measure) {
      case EDIT_ADD, EDIT_REMOVE -> new Change<>(base, addDeltas.get(0));
      case MERGE, MERGE_SHARED -> ours();
      case DIGEST_UPKEEP -> {
        Object stale = contender.digest(base);
        yield new Digested<>(contender.add(base, 0, newItem(0)).state(), stale, stale);
      }
      case DIGEST_LEAF -> {
        Object stale = contender.digest(base);
        yield new Digested<>(contender.apply(base, manyDeltas.get(0)), stale, stale);
      }
      default -> base;
    };
  }

  /** A size in bytes. */
  double bytes(Measure measure) {
    return switch (measure) {
      case ADD_DELTA_BYTES -> contender.encodeDelta(addDeltas.get(0)).length;
      case REMOVE_DELTA_BYTES -> contender.encodeDelta(removeDeltas.get(0)).length;
      case STATE_BYTES -> replicas.base().length;
      case HEAP_PER_ELEMENT -> Heap.reachableBytes(base) / (double) size;
      case HEAP_BEYOND_ELEMENT ->
          Heap.reachableBytes(base) / (double) size - Heap.reachableBytes(Shape.element(0));
      default -> throw new IllegalArgumentException(measure + " is a time");
    };
  }

  /**
   * Throws {@link SanityException} where {@code operation} does not do what it should. A check that
   * is not thorough looks at what one round touched: for turns that repeat what was checked.
   */
  void verify(Measure measure, IntFunction<Object> operation, boolean isThorough) {
    verifyBase(measure);
    int rounds = isThorough && size <= ALL_ROUNDS_UP_TO ? ROUNDS : 1;
    for (int round = 0; round < rounds; round++) {
      verifyRound(measure, round, operation.apply(round), isThorough);
    }
  }

  private void verifyBase(Measure measure) {
    if (!baseIsChecked) {
      expect(measure, -1, "the base state", base, shape.base(size), true);
      baseIsChecked = true;
    }
  }

  /** As {@link #verify}, for what is not an operation: the states and deltas that are measured. */
  void verifyBytes(Measure measure) {
    if (measure == Measure.ADD_DELTA_BYTES) {
      verify(Measure.APPLY_ADD_DELTA, operation(Measure.APPLY_ADD_DELTA), true);
    } else if (measure == Measure.REMOVE_DELTA_BYTES) {
      verify(Measure.APPLY_REMOVE_DELTA, operation(Measure.APPLY_REMOVE_DELTA), true);
    } else {
      verifyBase(measure);
    }
  }

  @SuppressWarnings("unchecked") // an operation's result is of the kind that its measure says
  private void verifyRound(Measure measure, int round, Object result, boolean isThorough) {
    boolean isWhole = isThorough && round == 0;
    Expected expected = expected(measure, round);
    switch (measure) {
      case EDIT_ADD, EDIT_REMOVE -> {
        Change<S, D> change = (Change<S, D>) result;
        expect(measure, round, "the edited state", change.state(), expected, isWhole);
        D delta = contender.unpack(contender.pack(change.delta()));
        S elsewhere = contender.apply(base, delta);
        expect(measure, round, "the delta, applied", elsewhere, expected, isWhole);
      }
      case DIGEST_UPKEEP, DIGEST_LEAF -> {
        Digested<S> digested = (Digested<S>) result;
        expect(measure, round, "the edited state", digested.state(), expected, isWhole);
        verifyDigest(measure, round, digested, isThorough);
      }
      default -> expect(measure, round, "the state", (S) result, expected, isWhole);
    }
  }

  private void verifyDigest(Measure measure, int round, Digested<S> result, boolean isThorough) {
    if (result.digest().equals(result.before())) {
      throw failure(measure, round, "the digest did not change with the state");
    }
    if (isThorough && contender.isDigestCanonical()) {
      S elsewhere = contender.decode(contender.encode(result.state()));
      if (!result.digest().equals(contender.digest(elsewhere))) {
        throw failure(measure, round, "the digest kept along differs from the one made from bytes");
      }
    }
  }

  private Expected expected(Measure measure, int round) {
    return switch (measure) {
      case MERGE -> shape.merged(size, removed);
      case MERGE_SHARED -> shape.merged(size, 0);
      case EDIT_REMOVE, APPLY_REMOVE_DELTA -> shape.afterRemove(size, oldItem(round));
      case DIGEST_LEAF -> shape.afterAll(size, Shape.NEW_FIRST, MANY);
      default -> shape.afterAdd(size, newItem(round));
    };
  }

  private void expect(
      Measure measure, int round, String what, S actual, Expected expected, boolean isWhole) {
    String difference = expected.difference(contender, actual, isWhole);
    if (difference != null) {
      throw failure(measure, round, what + " " + difference);
    }
  }

  private SanityException failure(Measure measure, int round, String what) {
    return new SanityException(
        measure.id() + " at size " + size + ", round " + round + ": " + what);
  }
}
