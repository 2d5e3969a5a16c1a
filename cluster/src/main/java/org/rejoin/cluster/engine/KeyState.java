package org.rejoin.cluster.engine;

import org.rejoin.crdt.Crdt;

/**
 * A key as it is replicated: the number of deletes it went through, and the value since the last.
 * Of two the one with the higher epoch is the join; with equal epochs the join is that of the
 * values. So a delete beats what was written in its epoch without knowing of it, concurrent deletes
 * agree, and what is written afterwards begins with a fresh causal context.
 */
record KeyState<S extends Crdt<S>>(long epoch, S value) {
  /** Whether nobody has ever changed the key. */
  boolean isNothing() {
    return epoch == 0 && value.isBottom();
  }
}
