package org.rejoin.simulations.shrink;

import java.util.function.BooleanSupplier;

/**
 * How long to go on. No clock is read here: it comes in.
 *
 * @param runs most runs
 * @param isTimeUp asked before each run
 */
public record Budget(long runs, BooleanSupplier isTimeUp) {
  /** What {@code sim shrink} takes if nothing else is said. */
  public static final long DEFAULT_RUNS = 2_000;

  /** So many runs, however long they take. */
  public static Budget ofRuns(long runs) {
    return new Budget(runs, () -> false);
  }
}
