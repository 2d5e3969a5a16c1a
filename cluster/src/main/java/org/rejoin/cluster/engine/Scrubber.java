package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks one key after the other of a group, round and round, at a rate that is shared by all
 * groups: {@link EngineConfig.Checks#scrubKeysPerSecond}. Rot that shows in no comparison, as where
 * the summary is the state, is found by this alone.
 */
final class Scrubber {
  /** Not more often, but several keys at a time. */
  private static final long SHORTEST_NANOS = 100_000_000;

  private final Turn turn;
  private final KeyTable table;
  private final Checkup checkup;
  private final int keysAStep;
  private final Duration wait;
  private @Nullable KeyRef last;
  private Alarms.@Nullable Alarm next;

  Scrubber(Turn turn, KeyTable table, Checkup checkup) {
    this.turn = turn;
    this.table = table;
    this.checkup = checkup;
    int rate = turn.config().checks().scrubKeysPerSecond();
    long nanosAKey = rate == 0 ? 0 : 1_000_000_000L * turn.config().groups() / rate;
    this.keysAStep = rate == 0 ? 0 : (int) Math.max(1, SHORTEST_NANOS / Math.max(1, nanosAKey));
    this.wait = Duration.ofNanos(nanosAKey * keysAStep);
  }

  /** At the end of each step. */
  void schedule() {
    if (next == null && keysAStep > 0) {
      next = turn.after(wait, this::scrub);
    }
  }

  private void scrub() {
    next = null;
    List<KeyRef> keys = table.keys(last, keysAStep);
    keys.forEach(key -> checkup.examine(key, null));
    last = keys.size() < keysAStep ? null : keys.get(keys.size() - 1);
  }
}
