package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.PlannedFault;

/** The faults of the moment. */
final class Faults {
  private final List<PlannedFault> active = new ArrayList<>();

  void begin(PlannedFault fault) {
    active.add(fault);
  }

  void end(PlannedFault fault) {
    active.remove(fault);
  }

  /** Whether nothing at all passes from one to the other. */
  boolean isCut(int from, int to) {
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.CUT && fault.strikesLink(from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether no frame of a class passes from one to the other. */
  boolean isCut(int from, int to, String trafficClass) {
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.CUT && fault.strikesLink(from, to, trafficClass)) {
        return true;
      }
    }
    return false;
  }

  double slowness(int from, int to, String trafficClass) {
    double factor = 1;
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.SLOW && fault.strikesLink(from, to, trafficClass)) {
        factor *= fault.factor();
      }
    }
    return factor;
  }

  /** Whether a fault of this kind strikes the node now. */
  boolean strikes(FaultKind kind, int node) {
    for (PlannedFault fault : active) {
      if (fault.kind() == kind && fault.strikes(node)) {
        return true;
      }
    }
    return false;
  }
}
