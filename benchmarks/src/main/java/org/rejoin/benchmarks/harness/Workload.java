package org.rejoin.benchmarks.harness;

/** One contender at one size, ready to be measured. Not thread-safe. */
public interface Workload {
  /** Whether {@code measure} is a time; else it is a count that does not vary. */
  boolean isTimed(String measure);

  /**
   * The operation behind a time, checked: throws {@link SanityException} where it does not do what
   * it should.
   */
  Timed timed(String measure);

  /** A figure that is no time, of what was checked in the same way. */
  double counted(String measure);
}
