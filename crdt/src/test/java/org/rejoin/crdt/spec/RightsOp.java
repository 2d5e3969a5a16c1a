package org.rejoin.crdt.spec;

/**
 * An operation on a bounded counter: mint rights by moving away from the bound, spend them by
 * moving towards it, or give them to {@link BoundedCounterSpec#RECEIVER}.
 */
record RightsOp(Kind kind, long amount) {
  enum Kind {
    MINT,
    SPEND,
    GIVE
  }
}
