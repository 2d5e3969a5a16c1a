package org.rejoin.cluster.engine;

import org.rejoin.crdt.Hlc;

/**
 * The hybrid clock of one group: it stamps the group's writes, travels with all data that the group
 * sends, is kept with all that it stores, and follows those of the peers. So a write is stamped
 * later than what its origin had, however that came.
 */
final class HybridClock {
  private final Turn turn;
  private Hlc clock = Hlc.ZERO;

  HybridClock(Turn turn) {
    this.turn = turn;
  }

  /** The last reading, for what is sent and stored. */
  Hlc now() {
    return clock;
  }

  /** The next reading. */
  Hlc tick() {
    clock = clock.next(turn.wallMillis());
    return clock;
  }

  /**
   * A peer sent its clock with data. It is followed, unless that would bring this clock further
   * ahead of wall time than {@link EngineConfig#MAX_DRIFT}: one node with a clock far ahead does
   * not drag all others along.
   */
  void heard(Peer peer, Hlc theirs) {
    boolean isAhead = theirs.millis() > turn.wallMillis() + EngineConfig.MAX_DRIFT.toMillis();
    if (isAhead) {
      turn.trace(new TraceEvent.ClockAhead(peer.endpoint(), theirs));
    }
    if (!isAhead || theirs.millis() <= clock.millis()) {
      clock = clock.max(theirs);
    }
  }

  /** This node's own clock of a former life, as its disk has it: followed, whatever it says. */
  void restore(Hlc own) {
    clock = clock.max(own);
  }
}
