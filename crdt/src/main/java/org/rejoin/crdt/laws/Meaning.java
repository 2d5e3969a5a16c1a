package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;

/**
 * The specification's side of a history whose edits are numbered from 0; a set of edits is a bit
 * mask. Not thread-safe.
 */
final class Meaning<S extends Crdt<S>, O, V> {
  private final EventLog<O, V> log;
  private final Function<S, V> observe;

  /** The events of each edit, and after the last the end. */
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  Meaning(Spec<O, V> spec, Function<S, V> observe) {
    this.log = new EventLog<>(spec);
    this.observe = observe;
  }

  /** Adds an edit made of {@code ops} by a replica that has got the edits {@code known}. */
  void add(ReplicaId writer, long stamp, List<O> ops, int known) {
    BitSet saw = events(known);
    for (O op : ops) {
      saw.set(log.add(new Dot(writer, log.size() + 1L), stamp, op, saw));
    }
    starts.add(log.size());
  }

  /** Forgets the last edit. */
  void removeLast() {
    starts.remove(starts.size() - 1);
    log.truncate(starts.get(starts.size() - 1));
  }

  /** What distinguishes the last edit from others made at the same place. */
  List<String> effectOfLast() {
    List<String> effects = new ArrayList<>();
    for (int i = startOfLast(); i < log.size(); i++) {
      if (!log.isIdle(i)) {
        effects.add(log.effect(i));
      }
    }
    return effects;
  }

  /** Claims that {@code state} has the value of the edits {@code known}. */
  void check(S state, int known, Trial<S> trial) {
    for (V expected : log.valuesOf(events(known))) {
      trial.equal(
          "the value by the specification is",
          List.of(state),
          () -> observe.apply(state),
          expected);
    }
  }

  private int startOfLast() {
    return starts.get(starts.size() - 2);
  }

  private BitSet events(int edits) {
    BitSet events = new BitSet();
    for (int i = 0; i + 1 < starts.size(); i++) {
      if ((edits >>> i & 1) == 1) {
        events.set(starts.get(i), starts.get(i + 1));
      }
    }
    return events;
  }
}
