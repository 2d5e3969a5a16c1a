package org.rejoin.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of output: a measure of both libraries at one size.
 *
 * @param rejoin null where our operation failed
 * @param pekko null where the peer's failed
 * @param why what was seen where either is null
 * @param spread (largest - smallest) / median of the samples, the larger of both libraries'
 * @param runs how often each was measured, in turns
 */
public record Row(
    String measure,
    int size,
    @Nullable Double rejoin,
    @Nullable Double pekko,
    String unit,
    @Nullable String why,
    double spread,
    int runs) {
  /** Less is better in every row so far. */
  public static final String BETTER = "lower";

  /** Above 1: Rejoin ahead. Null without two figures. */
  public @Nullable Double ratio() {
    if (rejoin == null || pekko == null || rejoin == 0) {
      return null;
    }
    return pekko / rejoin;
  }
}
