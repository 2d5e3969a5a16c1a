package org.rejoin.conflict;

/**
 * Refuses a put that would add a sibling beyond the cap of the register. Nothing was changed. Read,
 * and put with the token of what you read: that replaces siblings instead of adding one.
 */
public final class SiblingOverflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SiblingOverflow overflow;

  SiblingOverflowException(SiblingOverflow overflow) {
    super("the put would make " + overflow + "; put with the token of a read");
    this.overflow = overflow;
  }

  /** What the put would have led to. */
  public SiblingOverflow overflow() {
    return overflow;
  }
}
