package org.rejoin.simulations.world;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.world.Points.DriverPoint;

/** The timers of one incarnation: one a machine, on the monotonic clock of the node. */
final class Timers {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long SOONEST_NANOS = 1000;
  private static final int ENTITY = 5000;
  private static final int EARLY_ENTITY = 9000;
  private static final long MAX_LATE_NANOS = 50_000_000;

  private final Timeline timeline;
  private final NodeClock clock;
  private final Points.Own points;
  private final long node;
  private final IntConsumer due;
  private final long[] wanted;
  private final long[] scheduled;

  /** Tells {@code due} the machine whose time has come. */
  Timers(
      Timeline timeline,
      NodeClock clock,
      Points.Own points,
      long node,
      int machines,
      IntConsumer due) {
    this.timeline = timeline;
    this.clock = clock;
    this.points = points;
    this.node = node;
    this.due = due;
    this.wanted = new long[machines];
    this.scheduled = new long[machines];
    Arrays.fill(wanted, NEVER);
    Arrays.fill(scheduled, NEVER);
  }

  /** The machine's only wish from now on. */
  void wakeAt(int machine, long monotonic) {
    wanted[machine] = monotonic;
    if (points.fires(machine, DriverPoint.LATE_WAKE)) {
      wanted[machine] += points.part(MAX_LATE_NANOS, machine, DriverPoint.LATE_WAKE);
    }
    schedule(machine);
    if (points.fires(machine, DriverPoint.EARLY_WAKE)) {
      long wait = Math.max(1, scheduled[machine] - timeline.nowNanos());
      long early = timeline.nowNanos() + points.part(wait, machine, DriverPoint.EARLY_WAKE);
      timeline.at(early, Draws.entity(node, machine + EARLY_ENTITY), () -> due.accept(machine));
    }
  }

  /** The clock runs otherwise from now on. */
  void clockTurned() {
    for (int machine = 0; machine < wanted.length; machine++) {
      if (wanted[machine] != NEVER) {
        schedule(machine);
      }
    }
  }

  private void schedule(int machine) {
    long at = Math.max(clock.whenReads(wanted[machine]), timeline.nowNanos() + SOONEST_NANOS);
    if (at < scheduled[machine]) {
      scheduled[machine] = at;
      timeline.at(at, Draws.entity(node, machine + ENTITY), () -> wake(machine, at));
    }
  }

  private void wake(int machine, long at) {
    if (scheduled[machine] == at) {
      scheduled[machine] = NEVER;
    }
    if (wanted[machine] == NEVER) {
      return;
    }
    if (clock.monotonic(timeline.nowNanos()) < wanted[machine]) {
      schedule(machine);
      return;
    }
    wanted[machine] = NEVER;
    due.accept(machine);
  }
}
