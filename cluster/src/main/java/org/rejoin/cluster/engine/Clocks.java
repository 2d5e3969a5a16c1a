package org.rejoin.cluster.engine;

import org.rejoin.crdt.Hlc;

/** How far the hybrid clock follows what others say. */
final class Clocks {
  private Clocks() {}

  /** Whether a clock is too far ahead to be right. */
  static boolean isAhead(Hlc heard, long wallMillis) {
    return heard.millis() > wallMillis + EngineConfig.MAX_DRIFT.toMillis();
  }

  /**
   * The clock after hearing of {@code heard}: the later of both, but never beyond wall time plus 5
   * s, so that one node with a clock far ahead does not drag all others along.
   */
  static Hlc observe(Hlc clock, Hlc heard, long wallMillis) {
    return !isAhead(heard, wallMillis) ? clock.max(heard) : clock;
  }
}
