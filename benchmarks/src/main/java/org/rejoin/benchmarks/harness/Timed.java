package org.rejoin.benchmarks.harness;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An operation to be timed. Its argument counts up from 0 to {@link #ROUNDS} and again from 0, so
 * that it can choose among prepared arguments.
 *
 * @param baseline what is timed too and taken off, or null
 * @param divisor how many units of work one call does
 */
public record Timed(
    IntFunction<Object> operation, @Nullable IntFunction<Object> baseline, int divisor) {
  /** Different arguments for one operation. A power of two. */
  public static final int ROUNDS = 16;

  /** One unit of work a call, nothing taken off. */
  public static Timed of(IntFunction<Object> operation) {
    return new Timed(operation, null, 1);
  }
}
