package org.rejoin.cluster.store;

/** The laws of a {@link StateStore}, in the order of its promise. */
public enum StoreLaw {
  /** A batch is there whole or not at all. */
  ATOMIC,
  /** What was reported done is there after the process died. */
  CRASH,
  /** What was reported done with a barrier is there after power was lost. */
  POWER,
  /** Of two batches that write one record the later wins; what was removed is gone. */
  ORDER,
  /** Records are loaded as they were written, each group its own, in order of their names. */
  LOAD,
  /** Starts are counted, whatever died when. */
  STARTS,
  /** The store of another node, cluster or layout is refused and left as it was. */
  MISMATCH,
  /** What is read back is what was reported done last. */
  READ,
  /** A store that was closed takes nothing more. */
  CLOSED
}
