package org.rejoin.simulations.check;

import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.world.Traffics;

/**
 * I17, its idle part: when all is equal and nobody asks for anything, no data is sent, and of
 * comparisons no more than one a node and interval.
 */
final class IdleFloor {
  /** A greeting of a comparison and its answer, with room for one that was busy. */
  private static final long BYTES_A_COMPARISON = 512;

  /** Intervals are shorter by up to a fifth. */
  private static final double SHORTEST = 0.8;

  private final Violations violations;
  private final PlanConfig config;

  IdleFloor(Violations violations, PlanConfig config) {
    this.violations = violations;
    this.config = config;
  }

  void idled(long forNanos, Traffics sent) {
    double floor = 0;
    for (String node : config.nodes()) {
      PlanConfig.Knobs knobs = config.knobs(node);
      double rate = 1 + knobs.timerDriftPpm() / 1e6;
      double intervals = rate * forNanos / 1e6 / knobs.antiEntropyMillis() / SHORTEST;
      floor += (intervals + 2) * BYTES_A_COMPARISON;
    }
    if (sent.deltaBytes() + sent.repairBytes() > 0 || sent.controlBytes() > floor) {
      violations.add(
          "I17",
          "idle for " + forNanos / 1_000_000 + " ms, and sent " + sent + "; at most " + floor);
    }
  }
}
