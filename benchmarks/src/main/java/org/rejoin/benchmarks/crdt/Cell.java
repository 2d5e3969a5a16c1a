package org.rejoin.benchmarks.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;

/**
 * One contender at one size, ready to be measured: replicas that were built from different
 * histories and decoded from bytes, so that they share no objects, and the operations on them.
 *
 * <p>{@link #verify} runs each operation and compares what it gave with {@link Shape}: what does no
 * work, or the wrong work, is never timed.
 */
final class Cell<S, D> {
  /** Different arguments for one operation, used in turn. A power of two. */
  static final int ROUNDS = 16;

  /** Who made the base state of a set, map or register. */
  static final int WRITERS = 3;

  private final Contender<S, D> contender;
  private final Shape shape;
  private final int size;
  private final S base;
  private final S other;
  private final S ours;
  private final List<D> addDeltas = new ArrayList<>();
  private final List<D> removeDeltas = new ArrayList<>();

  Cell(Contender<S, D> contender, Shape shape, int size, boolean removes) {
    this.contender = contender;
    this.shape = shape;
    this.size = size;
    List<S> parts = new ArrayList<>();
    for (int part = 0; part < WRITERS; part++) {
      parts.add(part(part, parts));
    }
    this.base = joined(parts.get(0), parts.get(1), parts.get(2));
    S theirBase = joined(parts.get(2), parts.get(0), parts.get(1));
    this.ours = throughBytes(withItems(base, 0, Shape.OUR_FIRST, 0));
    this.other =
        throughBytes(withItems(theirBase, 1, Shape.THEIR_FIRST, shape.removedByThem(size)));
    for (int round = 0; round < ROUNDS; round++) {
      addDeltas.add(contender.copyOfDelta(contender.add(theirBase, 1, newItem(round)).delta()));
      if (removes) {
        D delta = contender.remove(theirBase, 1, oldItem(round)).delta();
        removeDeltas.add(contender.copyOfDelta(delta));
      }
    }
  }

  /** Every third item, by a writer of its own; a register is written by one after the other. */
  private S part(int part, List<S> before) {
    S state = contender.bottom();
    switch (shape) {
      case REGISTER -> {
        S seen = before.isEmpty() ? state : before.get(before.size() - 1);
        state = contender.add(seen, part, part).state();
      }
      case COUNTER -> {
        for (int item = part; item < size; item += WRITERS) {
          state = contender.add(state, item, item).state();
        }
      }
      case SET -> {
        for (int item = part; item < size; item += WRITERS) {
          state = contender.add(state, part, item).state();
        }
      }
    }
    return state;
  }

  private S joined(S first, S second, S third) {
    return throughBytes(contender.merge(contender.merge(first, second), third));
  }

  private S withItems(S state, int writer, int firstItem, int removed) {
    S next = state;
    for (int i = 0; i < Shape.OWN_ITEMS; i++) {
      next = contender.add(next, writer, firstItem + i).state();
    }
    for (int i = 0; i < removed; i++) {
      next = contender.remove(next, writer, i).state();
    }
    return next;
  }

  private S throughBytes(S state) {
    return contender.decode(contender.encode(state));
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
      case MERGE -> round -> contender.merge(ours, other);
      case DIGEST_UPKEEP ->
          round -> {
            S edited = contender.add(base, 0, newItem(round)).state();
            return new Digested<>(edited, contender.digest(edited));
          };
      default -> throw new IllegalArgumentException(measure + " is not timed");
    };
  }

  private record Digested<S>(S state, Object digest) {}

  /** What {@code measure}'s operation would give if it did nothing. */
  Object idle(Measure measure) {
    return switch (measure) {
      case EDIT_ADD, EDIT_REMOVE -> new Change<>(base, addDeltas.get(0));
      case MERGE -> ours;
      case DIGEST_UPKEEP ->
          new Digested<>(contender.add(base, 0, newItem(0)).state(), contender.digest(base));
      default -> base;
    };
  }

  /** A size in bytes. */
  double bytes(Measure measure) {
    return switch (measure) {
      case ADD_DELTA_BYTES -> contender.encodeDelta(addDeltas.get(0)).length;
      case REMOVE_DELTA_BYTES -> contender.encodeDelta(removeDeltas.get(0)).length;
      case STATE_BYTES -> contender.encode(base).length;
      case HEAP_PER_ELEMENT -> Heap.reachableBytes(base) / (double) size;
      default -> throw new IllegalArgumentException(measure + " is a time");
    };
  }

  /** Throws {@link SanityException} where {@code operation} does not do what it should. */
  void verify(Measure measure, IntFunction<Object> operation) {
    expect(measure, -1, "the base state", contender.content(base), shape.base(size));
    for (int round = 0; round < ROUNDS; round++) {
      verifyRound(measure, round, operation.apply(round));
    }
  }

  /** As {@link #verify}, for what is not an operation: the states and deltas that are measured. */
  void verifyBytes(Measure measure) {
    if (measure == Measure.ADD_DELTA_BYTES) {
      verify(Measure.APPLY_ADD_DELTA, operation(Measure.APPLY_ADD_DELTA));
    } else if (measure == Measure.REMOVE_DELTA_BYTES) {
      verify(Measure.APPLY_REMOVE_DELTA, operation(Measure.APPLY_REMOVE_DELTA));
    } else {
      expect(measure, -1, "the base state", contender.content(base), shape.base(size));
    }
  }

  @SuppressWarnings("unchecked") // an operation's result is of the kind that its measure says
  private void verifyRound(Measure measure, int round, Object result) {
    switch (measure) {
      case EDIT_ADD, EDIT_REMOVE -> {
        Change<S, D> change = (Change<S, D>) result;
        SortedMap<String, String> expected = expected(measure, round);
        expect(measure, round, "the edited state", contender.content(change.state()), expected);
        S elsewhere = contender.apply(base, contender.copyOfDelta(change.delta()));
        expect(measure, round, "the delta, applied", contender.content(elsewhere), expected);
      }
      case DIGEST_UPKEEP -> verifyDigest(round, (Digested<S>) result);
      default ->
          expect(
              measure, round, "the state", contender.content((S) result), expected(measure, round));
    }
  }

  private void verifyDigest(int round, Digested<S> result) {
    Measure measure = Measure.DIGEST_UPKEEP;
    SortedMap<String, String> shown = contender.content(result.state());
    expect(measure, round, "the edited state", shown, expected(measure, round));
    if (result.digest().equals(contender.digest(base))) {
      throw new SanityException(measure, size, round, "the digest did not change with the state");
    }
    if (contender.isDigestCanonical()
        && !result.digest().equals(contender.digest(throughBytes(result.state())))) {
      throw new SanityException(
          measure, size, round, "the digest kept along differs from the one made from bytes");
    }
  }

  private SortedMap<String, String> expected(Measure measure, int round) {
    return switch (measure) {
      case MERGE -> shape.merged(size);
      case EDIT_REMOVE, APPLY_REMOVE_DELTA -> shape.afterRemove(size, oldItem(round));
      default -> shape.afterAdd(size, newItem(round));
    };
  }

  private void expect(
      Measure measure,
      int round,
      String what,
      SortedMap<String, String> actual,
      SortedMap<String, String> expected) {
    if (!actual.equals(expected)) {
      throw new SanityException(
          measure, size, round, what + " shows " + brief(actual) + ", expected " + brief(expected));
    }
  }

  private static String brief(SortedMap<String, String> content) {
    String text = content.toString();
    return content.size() + " " + (text.length() > 120 ? text.substring(0, 120) + "..." : text);
  }
}
