package org.rejoin.cluster.store;

/** A batch was not committed. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final StoreFailure failure;

  /** What failed, and how. */
  public StoreException(StoreFailure failure, String message) {
    super(message);
    this.failure = failure;
  }

  /** What it means for the batch and for the store. */
  public StoreFailure failure() {
    return failure;
  }
}
