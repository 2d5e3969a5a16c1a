package org.rejoin.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What a measure should come to, and what it came to.
 *
 * @param what the measure, or what is worked out of it
 * @param limit at most this
 * @param seen null where it was not measured
 */
public record Target(String what, int size, double limit, String unit, @Nullable Double seen) {
  /** Null where it was not measured. */
  public @Nullable Boolean isMet() {
    return seen == null ? null : Boolean.valueOf(seen <= limit);
  }
}
