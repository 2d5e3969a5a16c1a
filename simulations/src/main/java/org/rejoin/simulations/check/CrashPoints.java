package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.world.Plants;
import org.rejoin.simulations.world.World;

/**
 * The plans in which all nodes lose power at a moment that matters to disks: before and after each
 * batch is given or reported done, with each set of the batches under way as survivors; of more
 * than {@value #ALL_UP_TO} batches a sample of the sets. Faults of the plan itself are left out.
 */
public final class CrashPoints {
  /** Batches under way of which all sets are tried. */
  public static final int ALL_UP_TO = 10;

  private static final long OFF_NANOS = 100_000_000;
  private static final long MILLI = 1_000_000;
  private static final long QUIESCE_MILLIS = 2000;

  private final Plan plan;
  private final List<Boundaries.Point> points;

  private CrashPoints(Plan plan, List<Boundaries.Point> points) {
    this.plan = plan;
    this.points = points;
  }

  /** Runs the plan without its faults and finds the moments. */
  public static CrashPoints of(Plan plan, Plants plants) {
    Plan calm = with(plan, plan.config(), List.of());
    Boundaries boundaries = new Boundaries();
    new World(calm, plants, boundaries).run();
    long end = plan.config().phases().chaosEndNanos();
    return new CrashPoints(
        calm, boundaries.points().stream().filter(point -> point.nanos() < end).toList());
  }

  /** Moments at which power is lost. */
  public int moments() {
    return points.size();
  }

  /** The plans of one moment: one a set of survivors. */
  public List<Plan> plans(int moment) {
    Boundaries.Point point = points.get(moment);
    List<Plan> plans = new ArrayList<>();
    for (long survivors : survivors(moment, point.underWay())) {
      PlannedFault loss =
          PlannedFault.ofNodes(
              moment,
              FaultKind.POWER_LOSS,
              point.nanos(),
              OFF_NANOS,
              IntStream.range(0, plan.config().nodes().size()).boxed().toList(),
              2.0 + survivors);
      plans.add(with(plan, shortened(point.nanos() + OFF_NANOS), List.of(loss)));
    }
    return plans;
  }

  private Set<Long> survivors(int moment, int underWay) {
    TreeSet<Long> sets = new TreeSet<>();
    for (int i = 0; i < 1 << Math.min(underWay, ALL_UP_TO); i++) {
      long all = (1L << Math.min(underWay, 40)) - 1;
      sets.add(underWay <= ALL_UP_TO ? i : plan.draws().bits(Stream.DISK, ~moment, i) & all);
    }
    return sets;
  }

  /** What comes after the loss is left out. */
  private PlanConfig shortened(long untilNanos) {
    PlanConfig.Phases phases = plan.config().phases();
    return plan.config()
        .withPhases(
            new PlanConfig.Phases(
                0, untilNanos / MILLI + 1, 0, QUIESCE_MILLIS, 0, phases.checkpointMillis()));
  }

  private static Plan with(Plan plan, PlanConfig config, List<PlannedFault> faults) {
    long end = config.phases().chaosEndNanos();
    return plan.withConfig(config)
        .withOps(plan.ops().stream().filter(op -> op.atNanos() < end).toList())
        .withFaults(faults);
  }
}
