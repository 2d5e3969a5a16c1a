package org.rejoin.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * One line of output: a measure of ours and a peer's at one size.
 *
 * @param library the peer; null for Pekko
 * @param rejoin null where our operation failed or there is none
 * @param peer null where the peer's failed or there is none
 * @param why what was seen where either is null
 * @param spread (largest - smallest) / median of the samples, the larger of both
 * @param runs how often each was measured, in turns
 */
public record Row(
    String measure,
    int size,
    @Nullable String library,
    @Nullable Double rejoin,
    @Nullable Double peer,
    String unit,
    @Nullable String why,
    double spread,
    int runs) {
  /** Less is better in every row so far. */
  public static final String BETTER = "lower";

  /** Above 1: Rejoin ahead. Null without two figures. */
  public @Nullable Double ratio() {
    if (rejoin == null || peer == null || rejoin == 0) {
      return null;
    }
    return peer / rejoin;
  }

  /** Pekko's figure. */
  public @Nullable Double pekko() {
    return library == null ? peer : null;
  }
}
