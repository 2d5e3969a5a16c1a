package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of which peers have seen the same and hold another state: rot or a bug, not divergence.
 * Nothing of them is joined; each side checks its own copy. Of a key that both find good nobody
 * knows which is bad: after three exchanges it is left out of repair, for an hour or until it
 * changes here, so that it makes no traffic. Bounded: beyond {@value #MAX_KEYS} keys the oldest is
 * forgotten, and counted anew.
 */
final class Suspects {
  static final int FUTILE = 3;
  static final int MAX_KEYS = 1024;
  private static final Duration OUT = Duration.ofHours(1);

  private final Turn turn;
  private final Checkup checkup;
  private final Map<KeyRef, Suspect> keys = new LinkedHashMap<>();

  /** {@code version}: the one that did not change though exchanges found it again. */
  private record Suspect(long version, int times, long untilNanos) {}

  Suspects(Turn turn, Checkup checkup) {
    this.turn = turn;
    this.checkup = checkup;
  }

  /** A peer has seen the same of a key as this node, and its version is another. */
  void found(Peer peer, KeyRef key, long mine) {
    if (isOut(key, mine)) {
      return;
    }
    turn.trace(new TraceEvent.CorruptionFound(key, peer.endpoint(), mine));
    Suspect before = keys.remove(key);
    int times = before != null && before.version == mine ? before.times + 1 : 1;
    if (times == FUTILE) {
      turn.trace(new TraceEvent.KeyQuarantined(key, peer.endpoint(), mine));
    }
    keys.put(key, new Suspect(mine, times, turn.nanos() + OUT.toNanos()));
    if (keys.size() > MAX_KEYS) {
      Iterator<KeyRef> oldest = keys.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    checkup.examine(key, peer);
  }

  /** Whether a key that has this version is left out of repair. */
  boolean isOut(KeyRef key, long version) {
    Suspect suspect = keys.get(key);
    if (suspect == null || suspect.version != version || suspect.times < FUTILE) {
      return false;
    }
    if (turn.nanos() - suspect.untilNanos < 0) {
      return true;
    }
    keys.remove(key);
    return false;
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }
}
