package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.ReplicaId;

/**
 * The history at hand of an exhaustive run: edits numbered from 0, and for each set of them (a bit
 * mask) the number of the state that has got just their deltas. Not thread-safe.
 */
final class SmallHistory<O> {
  /** Ordered as unsigned numbers, with the highest bit in use. */
  static final List<ReplicaId> REPLICAS =
      List.of(new ReplicaId(0x0a), new ReplicaId(0x0b), new ReplicaId(0x0c | Long.MIN_VALUE));

  /** One edit: the number of its delta, and the edits that its replica had got. */
  record Step<O>(int replica, long stamp, int known, List<O> ops, int delta) {
    ReplicaId id() {
      return REPLICAS.get(replica);
    }

    Step<O> withDelta(int made) {
      return new Step<>(replica, stamp, known, ops, made);
    }
  }

  private final List<Step<O>> steps = new ArrayList<>();
  private final int[] reached = new int[1 << Exhaustive.MAX_EDITS];

  /** What happens beside edits, while that is looked at. */
  private @Nullable Supplier<String> special;

  int size() {
    return steps.size();
  }

  /** The set of all edits. */
  int all() {
    return (1 << steps.size()) - 1;
  }

  Step<O> step(int edit) {
    return steps.get(edit);
  }

  int last() {
    return steps.size() - 1;
  }

  void push(Step<O> step) {
    steps.add(step);
  }

  void pop() {
    steps.remove(last());
  }

  /** The delta of the last edit, once it was made. */
  void made(int delta) {
    steps.set(last(), steps.get(last()).withDelta(delta));
  }

  int reached(int set) {
    return reached[set];
  }

  void reach(int set, int state) {
    reached[set] = state;
  }

  /** The edits of one replica. */
  int own(int replica) {
    int own = 0;
    for (int i = 0; i < steps.size(); i++) {
      own |= steps.get(i).replica() == replica ? 1 << i : 0;
    }
    return own;
  }

  /** The stamp of the last edit of one replica; 0 if it made none. */
  long clock(int replica) {
    long clock = 0;
    for (Step<O> step : steps) {
      clock = step.replica() == replica ? step.stamp() : clock;
    }
    return clock;
  }

  /** Says what happens beside the edits, until {@link #plain()}. */
  void special(Supplier<String> text) {
    special = text;
  }

  /** Nothing happens but edits. */
  void plain() {
    special = null;
  }

  /** A line an edit, and one for what happens beside them. */
  List<String> story() {
    List<String> story = new ArrayList<>();
    for (Step<O> step : steps) {
      story.add(
          name(step.replica())
              + ", having got "
              + names(step.known())
              + ", at "
              + step.stamp()
              + ": "
              + step.ops());
    }
    if (special != null) {
      story.add(special.get());
    }
    return story;
  }

  /** How reports call a replica. */
  static String name(int replica) {
    return Character.toString('A' + replica);
  }

  /** How reports call a set of edits; they are numbered from 1 for people. */
  static String names(int set) {
    if (set == 0) {
      return "nothing";
    }
    return IntStream.range(0, Integer.SIZE)
        .filter(i -> (set >>> i & 1) == 1)
        .mapToObj(i -> Integer.toString(i + 1))
        .collect(Collectors.joining(" and "));
  }
}
