package org.rejoin.simulations.plan;

import java.util.List;

/**
 * All that a run needs: with the same build, the same plan always gives the same run. Outlives
 * changes of the generator. Immutable.
 *
 * @param rejoinPlan version of this format
 * @param scenario name of what it was generated from
 * @param seed seed of all draws
 * @param version version of Rejoin that wrote it
 */
public record Plan(
    int rejoinPlan,
    String scenario,
    long seed,
    String version,
    PlanConfig config,
    List<PlannedOp> ops,
    List<PlannedFault> faults) {
  /** The format this code writes and reads. */
  public static final int FORMAT = 2;

  /** Most operations in a plan. */
  public static final int MAX_OPS = 1_000_000;

  /** Most faults in a plan. */
  public static final int MAX_FAULTS = 10_000;

  /** Copies the lists, refuses what is out of bounds. */
  public Plan {
    ops = List.copyOf(ops);
    faults = List.copyOf(faults);
    if (rejoinPlan != FORMAT) {
      throw new IllegalArgumentException(
          "rejoinPlan = " + rejoinPlan + ": this version reads " + FORMAT);
    }
    if (ops.size() > MAX_OPS || faults.size() > MAX_FAULTS) {
      throw new IllegalArgumentException(
          ops.size() + " operations and " + faults.size() + " faults are too many");
    }
    int nodes = config.nodes().size();
    for (PlannedOp op : ops) {
      checkNode(op.node(), nodes, "operation", op.id());
    }
    for (PlannedFault fault : faults) {
      fault.nodes().forEach(node -> checkNode(node, nodes, "fault", fault.id()));
      fault.others().forEach(node -> checkNode(node, nodes, "fault", fault.id()));
    }
  }

  private static void checkNode(int node, int nodes, String what, long id) {
    if (node < 0 || node >= nodes) {
      throw new IllegalArgumentException(what + " " + id + " names node " + node + " of " + nodes);
    }
  }

  /** The same with other operations. */
  public Plan withOps(List<PlannedOp> others) {
    return new Plan(rejoinPlan, scenario, seed, version, config, others, faults);
  }

  /** The same with other faults. */
  public Plan withFaults(List<PlannedFault> others) {
    return new Plan(rejoinPlan, scenario, seed, version, config, ops, others);
  }

  /** The same in another world. */
  public Plan withConfig(PlanConfig other) {
    return new Plan(rejoinPlan, scenario, seed, version, other, ops, faults);
  }

  /** The draws of this plan. */
  public Draws draws() {
    return new Draws(seed);
  }
}
