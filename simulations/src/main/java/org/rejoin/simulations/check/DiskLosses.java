package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;

/** Which disks kept what they acknowledged, by the faults of the plan. */
final class DiskLosses {
  private final List<String> nodes;
  private final List<PlannedFault> destructive;

  DiskLosses(Plan plan) {
    this.nodes = plan.config().nodes();
    this.destructive = new ArrayList<>();
    for (PlannedFault fault : plan.faults()) {
      if (fault.kind().isDestructive() || fault.kind() == FaultKind.SWAP) {
        destructive.add(fault);
      }
    }
  }

  /** Whether no fault struck the node's disk at that time or after. */
  boolean keeps(String node, long sinceNanos) {
    int index = nodes.indexOf(node);
    return destructive.stream()
        .noneMatch(fault -> fault.strikes(index) && fault.untilNanos() >= sinceNanos);
  }
}
