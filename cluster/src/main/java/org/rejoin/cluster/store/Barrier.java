package org.rejoin.cluster.store;

/** What a batch has to survive before it is reported done. */
public enum Barrier {
  /** The death of the process. */
  NONE,
  /** The death of the process and the loss of power. */
  SYNCED
}
