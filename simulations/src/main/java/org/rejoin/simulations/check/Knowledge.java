package org.rejoin.simulations.check;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.PNCounter;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;

/** What one incarnation has integrated, and the states that its trace has shown. */
final class Knowledge {
  private final Incarnation incarnation;
  private final Map<KeyRef, Map<Long, SeenLog>> logs = new TreeMap<>();
  private final Map<KeyRef, Shown> shown = new TreeMap<>();
  private boolean isAlive = true;
  private long moment;
  private long sum;

  /** A state with its delete epoch, and a hash of both. */
  record Shown(Crdt<?> state, long epoch, long hash) {
    static final Shown NEVER = new Shown(PNCounter.empty(), 0, 0);

    /** Over epoch and canonical bytes. */
    static long hash(Crdt<?> state, long epoch) {
      return Draws.mix(EventHash.of(state.toBytes()) + epoch);
    }
  }

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

  /** What was integrated of a key in one delete epoch. */
  SeenLog log(KeyRef key, long epoch) {
    return logs.computeIfAbsent(key, k -> new TreeMap<>())
        .computeIfAbsent(epoch, e -> new SeenLog());
  }

  boolean hasSeen(Update update) {
    return log(update.key(), update.epoch()).contains(update);
  }

  /** The delete epoch of a key, as the trace has shown it last. */
  long epoch(KeyRef key) {
    return shown.getOrDefault(key, Shown.NEVER).epoch;
  }

  void integrate(Update update) {
    log(update.key(), update.epoch()).add(update, ++moment);
  }

  /** A later delta says what this update did to the value. */
  void integratePart(Update update) {
    log(update.key(), update.epoch()).addPart(update, ++moment);
  }

  /** All that {@code other} had of a key and epoch at that moment. */
  void integrate(KeyRef key, long epoch, Knowledge other, long then) {
    log(key, epoch).addAll(other.log(key, epoch), then, ++moment);
  }

  /** The trace has shown a state. */
  Shown show(KeyRef key, long epoch, Crdt<?> state) {
    Shown before = shown.get(key);
    if (before != null && before.state == state && before.epoch == epoch) {
      return before;
    }
    Shown now = new Shown(state, epoch, Shown.hash(state, epoch));
    shown.put(key, now);
    if (before != null) {
      sum -= mixed(key, before);
    }
    sum += mixed(key, now);
    return now;
  }

  private static long mixed(KeyRef key, Shown state) {
    return state.state.isBottom() && state.epoch == 0
        ? 0
        : Draws.mix(key.hash() ^ Draws.mix(state.hash));
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
