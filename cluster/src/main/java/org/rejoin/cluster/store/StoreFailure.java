package org.rejoin.cluster.store;

/** Why a batch was not committed. */
public enum StoreFailure {
  /** No room. Nothing of the batch is there; it may be given again. */
  FULL,
  /**
   * The device failed, or the store is closed. The batch may be there or not, now or after a
   * restart; the store takes no further batch.
   */
  BROKEN
}
