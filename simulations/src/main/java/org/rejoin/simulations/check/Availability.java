package org.rejoin.simulations.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.workload.Catalog;
import org.rejoin.simulations.world.Inspection;

/**
 * I16: what a process was asked for ends in a result while the process lives; those who have to do
 * without the others serve what their number suffices for; and in the end every read of a majority
 * is answered, with what the node then holds.
 */
final class Availability implements Checker {
  private final Violations violations;
  private final PlanConfig config;
  private final int majority;
  private final Map<Long, Asked> open = new TreeMap<>();
  private long finalReads;
  private long answered;

  private record Asked(Knowledge node, PlannedOp op) {}

  Availability(Violations violations, Plan plan) {
    this.violations = violations;
    this.config = plan.config();
    this.majority = config.nodes().size() / 2 + 1;
  }

  @Override
  public void onSubmit(Knowledge node, PlannedOp op) {
    open.put(op.id(), new Asked(node, op));
    finalReads += op.isFinalRead() ? 1 : 0;
  }

  void refused(PlannedOp op) {
    open.remove(op.id());
  }

  @Override
  public void onWrite(Knowledge node, PlannedOp op, WriteResult result) {
    open.remove(op.id());
    boolean isServed = result.isAcked() || result instanceof WriteResult.Rejected;
    if (isOwedToCore(op) && !isServed) {
      violations.add("I16", "without the others, op " + op.id() + " " + op.op() + ": " + result);
    }
  }

  @Override
  public void onRead(Knowledge node, PlannedOp op, ReadResult<?> result) {
    open.remove(op.id());
    boolean isServed = result instanceof ReadResult.Found || result instanceof ReadResult.Absent;
    if (op.isFinalRead()) {
      answered++;
    }
    if (!isServed && (op.isFinalRead() || isOwedToCore(op))) {
      violations.add("I16", "op " + op.id() + " " + op.op() + ": " + result);
    }
  }

  private boolean isOwedToCore(PlannedOp op) {
    int nodes = config.core().nodes().size();
    Level level = Catalog.level(op.op().level());
    int needed =
        switch (level.kind()) {
          case LOCAL -> 1;
          case AT_LEAST -> level.members();
          case MAJORITY -> majority;
        };
    return !op.isFinalRead()
        && !op.op().isOfSession()
        && op.atNanos() > config.phases().chaosEndNanos()
        && config.core().nodes().contains(op.node())
        && nodes >= needed;
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    for (Asked asked : open.values()) {
      if (asked.node.isAlive()) {
        violations.add(
            "I16",
            "op "
                + asked.op.id()
                + " "
                + asked.op.op()
                + " got no answer from "
                + asked.node.incarnation());
      }
    }
    if (answered < finalReads || finalReads == 0) {
      violations.unknown(answered + " of " + finalReads + " final reads were answered");
    }
  }
}
