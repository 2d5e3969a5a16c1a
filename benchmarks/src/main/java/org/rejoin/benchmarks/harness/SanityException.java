package org.rejoin.benchmarks.harness;

/** An operation under measurement did not do what it should: nothing of it is timed. */
public final class SanityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was seen and what was expected. */
  public SanityException(String message) {
    super(message);
  }
}
