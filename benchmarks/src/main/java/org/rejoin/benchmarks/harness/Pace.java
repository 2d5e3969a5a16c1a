package org.rejoin.benchmarks.harness;

/**
 * Keeps a quick run within its time on a machine that is busy or slow: what is left of the time is
 * shared among the steps that are left, and a step with too small a share does less. A full run is
 * never cut short so.
 *
 * @param options what was asked for
 * @param beganNanos when the run began
 */
public record Pace(BenchOptions options, long beganNanos) {
  private static final double QUICK_SECONDS = 34;

  /** A share below this allows one turn; below half of it, also shorter samples. */
  private static final double ENOUGH_SECONDS = 1.3;

  /** Turns of each contender in the next step. */
  public int runs(int stepsLeft) {
    return options.isQuick() && share(stepsLeft) < ENOUGH_SECONDS
        ? Math.min(1, options.runs())
        : options.runs();
  }

  /** How to time in the next step. */
  public Sampler sampler(int stepsLeft) {
    Sampler sampler = options.sampler();
    return options.isQuick() && share(stepsLeft) < ENOUGH_SECONDS / 2
        ? new Sampler(1, sampler.samples(), 1)
        : sampler;
  }

  private double share(int stepsLeft) {
    double elapsed = (System.nanoTime() - beganNanos) / 1e9;
    return (QUICK_SECONDS - elapsed) / Math.max(1, stepsLeft);
  }
}
