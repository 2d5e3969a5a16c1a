package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.PlanConfig.Knobs;

class NodeClockTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Incarnation NODE =
      new Incarnation(0, "n1", 1, new Endpoint("n1#1"), new ReplicaId(1));
  private final NodeClock clock = new NodeClock(new Draws(9), Knobs.DEFAULT, NODE, 0);

  private long wall(long nanos) {
    return clock.moment(nanos, 0).wallMillis();
  }

  @Test
  void turn_jump_comesAndGoes() {
    long before = wall(SECOND);
    clock.turn(SECOND, 1, 0, -30_000);
    assertThat(wall(SECOND)).isEqualTo(before - 30_000);
    clock.turn(2 * SECOND, 1, 0, 0);
    assertThat(wall(2 * SECOND)).isEqualTo(before + 1000);
  }

  @Test
  void turn_drift_staysGained() {
    long before = wall(0);
    clock.turn(0, 1, 100_000, 0);
    clock.turn(10 * SECOND, 1, 0, 0);
    assertThat(wall(20 * SECOND) - before).isCloseTo(21_000, within(1L));
  }

  @Test
  void turn_rate_monotonicRunsFasterAndNeverBack() {
    long start = clock.monotonic(0);
    clock.turn(SECOND, 4, 0, 0);
    clock.turn(2 * SECOND, 0.5, 0, 0);
    assertThat(clock.monotonic(4 * SECOND) - start).isEqualTo(6 * SECOND);
    assertThat(clock.whenReads(start + 6 * SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void timers_rateChanges_followTheNodesClock() {
    Timeline timeline = new Timeline(new Draws(9));
    List<Long> woken = new ArrayList<>();
    Points.Own points = new Points(new Draws(9), false).of(NODE);
    Timers timers =
        new Timers(timeline, clock, points, 0, 1, machine -> woken.add(timeline.nowNanos()));
    timers.wakeAt(0, clock.monotonic(0) + 10 * SECOND);
    timeline.passTo(2 * SECOND);
    clock.turn(2 * SECOND, 4, 0, 0);
    timers.clockTurned();
    while (timeline.nextNanos() < Long.MAX_VALUE) {
      timeline.step();
    }
    assertThat(woken).containsExactly(4 * SECOND);
  }
}
