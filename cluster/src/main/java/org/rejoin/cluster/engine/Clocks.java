package org.rejoin.cluster.engine;

import org.rejoin.crdt.Hlc;

/** How far the hybrid clock follows what others say. */
final class Clocks {
  private static final long MAX_DRIFT_MILLIS = 5_000;

  private Clocks() {}

  /**
   * The clock after hearing of {@code heard}: the later of both, but never beyond wall time plus 5
   * s, so that one node with a clock far ahead does not drag all others along.
   */
  static Hlc observe(Hlc clock, Hlc heard, long wallMillis) {
    boolean isSane = heard.millis() <= wallMillis + MAX_DRIFT_MILLIS;
    return isSane ? clock.max(heard) : clock;
  }
}
