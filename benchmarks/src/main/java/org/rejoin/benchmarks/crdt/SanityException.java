package org.rejoin.benchmarks.crdt;

/** An operation under measurement did not do what it should: nothing of it is timed. */
final class SanityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SanityException(Measure measure, int size, int round, String what) {
    super(measure.id() + " at size " + size + ", round " + round + ": " + what);
  }
}
