package org.rejoin.simulations.world;

import org.rejoin.cluster.engine.Moment;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlanConfig.Knobs;

/**
 * The two clocks of one incarnation. The monotonic one begins anywhere and runs at a rate of its
 * own; timers follow it. The wall clock is off by an offset, drifts, and can be set.
 */
final class NodeClock {
  private static final long WALL_BASE_MILLIS = 1_767_225_600_000L;
  private static final double MILLION = 1e6;

  private final double ownRate;
  private final double ownDrift;
  private double rate;
  private double drift;
  private double jumpMillis;
  private long turnedNanos;
  private long monotonicThen;
  private double gainedMillisThen;

  /** Offset, drift and rate are the node's; where the monotonic clock begins is new. */
  NodeClock(Draws draws, Knobs knobs, Incarnation incarnation, long nowNanos) {
    int node = incarnation.node();
    ownDrift = within(draws, knobs.clockDriftPpm(), node, -1);
    ownRate = 1 + within(draws, knobs.timerDriftPpm(), node, -2);
    rate = ownRate;
    drift = ownDrift;
    turnedNanos = nowNanos;
    monotonicThen = nowNanos + (draws.bits(Stream.CLOCK, node, incarnation.number()) >>> 20);
    long skew = knobs.clockSkewMillis();
    gainedMillisThen =
        draws.between(-skew, skew, Stream.CLOCK, node, 0) + ownDrift * nowNanos / MILLION;
  }

  private static double within(Draws draws, long ppm, int node, int what) {
    return ppm == 0 ? 0 : draws.between(-ppm, ppm, Stream.CLOCK, node, what) / MILLION;
  }

  /** What the node reads, and random bits for its step. */
  Moment moment(long nowNanos, long entropy) {
    double gained = gained(nowNanos) + jumpMillis;
    long wall = WALL_BASE_MILLIS + nowNanos / 1_000_000 + Math.round(gained);
    return new Moment(monotonic(nowNanos), Math.max(0, wall), entropy);
  }

  long monotonic(long nowNanos) {
    return monotonicThen + Math.round((nowNanos - turnedNanos) * rate);
  }

  /** When the monotonic clock reads that much, if nothing changes. */
  long whenReads(long monotonic) {
    return turnedNanos + (long) Math.ceil((monotonic - monotonicThen) / rate);
  }

  private double gained(long nowNanos) {
    return gainedMillisThen + (nowNanos - turnedNanos) * drift / MILLION;
  }

  /**
   * From now on the clocks run otherwise.
   *
   * @param faster factor of the monotonic clock
   * @param driftPpm of the wall clock, beside its own
   * @param jump how far the wall clock is off for the time being, in milliseconds
   */
  void turn(long nowNanos, double faster, double driftPpm, double jump) {
    gainedMillisThen = gained(nowNanos);
    monotonicThen = monotonic(nowNanos);
    turnedNanos = nowNanos;
    rate = ownRate * faster;
    drift = ownDrift + driftPpm / MILLION;
    jumpMillis = jump;
  }
}
