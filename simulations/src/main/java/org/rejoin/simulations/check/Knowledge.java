package org.rejoin.simulations.check;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;

/** What one incarnation has integrated, and the states that its trace has shown. */
final class Knowledge {
  private final Incarnation incarnation;
  private final Map<KeyRef, SeenLog> logs = new TreeMap<>();
  private final Map<KeyRef, Shown> shown = new TreeMap<>();
  private boolean isAlive = true;
  private long moment;
  private long sum;

  /** A state and a hash of its canonical bytes. */
  record Shown(Crdt<?> state, long hash) {}

  Knowledge(Incarnation incarnation) {
    this.incarnation = incarnation;
  }

  Incarnation incarnation() {
    return incarnation;
  }

  boolean isAlive() {
    return isAlive;
  }

  void die() {
    isAlive = false;
  }

  /** Counts integrations; frames carry it along. */
  long moment() {
    return moment;
  }

  SeenLog log(KeyRef key) {
    return logs.computeIfAbsent(key, k -> new SeenLog());
  }

  void integrate(Update update) {
    log(update.key()).add(update, ++moment);
  }

  /** All that {@code other} had of a key at that moment. */
  void integrate(KeyRef key, Knowledge other, long then) {
    SeenLog theirs = other.log(key);
    int count = theirs.sizeAt(then);
    moment++;
    for (int i = 0; i < count; i++) {
      log(key).add(theirs.updates().get(i), moment);
    }
  }

  /** The trace has shown a state. */
  Shown show(KeyRef key, Crdt<?> state) {
    Shown before = shown.get(key);
    if (before != null && before.state == state) {
      return before;
    }
    Shown now = new Shown(state, EventHash.of(state.toBytes()));
    shown.put(key, now);
    if (before != null) {
      sum -= mixed(key, before);
    }
    sum += mixed(key, now);
    return now;
  }

  private static long mixed(KeyRef key, Shown state) {
    return state.state.isBottom() ? 0 : Draws.mix(key.hash() ^ Draws.mix(state.hash));
  }

  @Nullable Shown shown(KeyRef key) {
    return shown.get(key);
  }

  /** All states, in key order. */
  Map<KeyRef, Shown> shown() {
    return shown;
  }

  /** A sum over all states: equal when the states are. */
  long sum() {
    return sum;
  }
}
