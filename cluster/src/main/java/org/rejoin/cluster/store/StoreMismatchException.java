package org.rejoin.cluster.store;

/** What is on the disk belongs to somebody else: the message names both. Nothing was changed. */
public final class StoreMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what differs. */
  public StoreMismatchException(String message) {
    super(message);
  }
}
