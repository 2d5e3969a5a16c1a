package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlannedFault;

/** The faults of the moment that concern links and stopped processes. */
final class Faults {
  private final List<PlannedFault> active = new ArrayList<>();

  void begin(PlannedFault fault) {
    active.add(fault);
  }

  void end(PlannedFault fault) {
    active.remove(fault);
  }

  boolean isCut(int from, int to) {
    for (PlannedFault fault : active) {
      boolean there = fault.nodes().contains(from) && fault.others().contains(to);
      boolean back = fault.nodes().contains(to) && fault.others().contains(from);
      if ((fault.kind() == FaultKind.CUT && (there || back))
          || (fault.kind() == FaultKind.CUT_ONE_WAY && there)) {
        return true;
      }
    }
    return false;
  }

  double slowness(int from, int to) {
    double factor = 1;
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.SLOW
          && (fault.nodes().contains(from) || fault.nodes().contains(to))) {
        factor *= fault.factor();
      }
    }
    return factor;
  }

  /** Whether a fault of this kind strikes the node now. */
  boolean strikes(FaultKind kind, int node) {
    for (PlannedFault fault : active) {
      if (fault.kind() == kind && fault.nodes().contains(node)) {
        return true;
      }
    }
    return false;
  }
}
