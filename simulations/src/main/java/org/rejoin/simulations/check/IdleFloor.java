package org.rejoin.simulations.check;

import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.world.Traffics;

/**
 * I17, its idle part: when all is equal and nobody asks for anything, no data is sent, and of
 * comparisons no more than one a node and interval. Not judged if a home wrote siblings back
 * meanwhile: if clocks are far apart, it had to wait until the stamp was no longer of its future.
 */
final class IdleFloor implements Checker {
  /** A greeting of a comparison and its answer, with room for one that was busy. */
  private static final long BYTES_A_COMPARISON = 512;

  /** Intervals are shorter by up to a fifth. */
  private static final double SHORTEST = 0.8;

  /** A write of just before is still on its way. */
  private static final long SPREADING_NANOS = 1_000_000_000;

  private final Violations violations;
  private final PlanConfig config;
  private final Oracle.Clock clock;
  private long lastMadeNanos = Long.MIN_VALUE / 2;

  IdleFloor(Violations violations, PlanConfig config, Oracle.Clock clock) {
    this.violations = violations;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void onMade(Update update, Event event, KeyAndFamily key) {
    lastMadeNanos = clock.nowNanos();
  }

  void idled(long forNanos, Traffics sent) {
    if (clock.nowNanos() - lastMadeNanos < forNanos + SPREADING_NANOS) {
      return;
    }
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
