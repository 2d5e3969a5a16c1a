package org.rejoin.cluster.engine;

/** What this node knows of its agreement with a peer, and when to compare with it next. */
final class Standing {
  Peer peer;
  long comparedNanos = Long.MIN_VALUE;
  boolean equal;

  /** Exchanges in a row that did not end in agreement. */
  int failures;

  /** When to compare out of turn; {@link Long#MAX_VALUE}: no need. */
  long dueNanos = Long.MAX_VALUE;

  Standing(Peer peer) {
    this.peer = peer;
  }

  boolean isInNeed() {
    return dueNanos != Long.MAX_VALUE;
  }

  /** When it is to be compared with, if it can be reached. */
  long needNanos() {
    return peer.reachable() ? dueNanos : Long.MAX_VALUE;
  }

  /** Those whose need is due come first, in order of need. */
  long dueOrder(long nowNanos) {
    long need = needNanos();
    return need <= nowNanos ? need : Long.MAX_VALUE;
  }
}
