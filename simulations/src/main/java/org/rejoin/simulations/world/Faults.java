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

  /** False if it had ended already. */
  boolean end(PlannedFault fault) {
    return active.remove(fault);
  }

  boolean isActive(PlannedFault fault) {
    return active.contains(fault);
  }

  /** Whether any fault of this kind lasts. */
  boolean lasts(FaultKind kind) {
    return active.stream().anyMatch(fault -> fault.kind() == kind);
  }

  List<PlannedFault> active() {
    return List.copyOf(active);
  }

  /** Whether nothing at all passes from one to the other. */
  boolean isCut(int from, int to) {
    for (PlannedFault fault : active) {
      if (isCut(fault) && fault.strikesLink(from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Whether no frame of a class passes from one to the other. */
  boolean isCut(int from, int to, String trafficClass) {
    for (PlannedFault fault : active) {
      if (isCut(fault) && fault.strikesLink(from, to, trafficClass)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCut(PlannedFault fault) {
    return fault.kind() == FaultKind.CUT || fault.kind() == FaultKind.QUARANTINE;
  }

  /** Whether frames of a class have to wait between the two. */
  boolean isJammed(int from, int to, String trafficClass) {
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.JAM && fault.strikesLink(from, to, trafficClass)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all that one sends the other has to wait. */
  boolean isJammed(int from, int to) {
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.JAM && fault.strikesLink(from, to)) {
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

  /** Whether a node holds another for unreachable though it may not be. */
  boolean isSuspected(int node, int other) {
    for (PlannedFault fault : active) {
      if (fault.kind() == FaultKind.SUSPECT && fault.strikesLink(node, other)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a node has removed another from its members. */
  boolean isRemoved(int node, int other) {
    for (PlannedFault fault : active) {
      boolean isRemoved =
          switch (fault.kind()) {
            case DOWN, QUARANTINE -> fault.strikesLink(other, node);
            case LEAVE, CRASH_LEAVE, ABSENT -> fault.strikes(other);
            default -> false;
          };
      if (isRemoved) {
        return true;
      }
    }
    return false;
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

  /** Whether the node's process must not run now. */
  boolean isHeldDown(int node) {
    return strikes(FaultKind.CRASH, node)
        || strikes(FaultKind.CRASH_LEAVE, node)
        || strikes(FaultKind.LEAVE, node)
        || strikes(FaultKind.POWER_LOSS, node)
        || strikes(FaultKind.WIPE, node)
        || strikes(FaultKind.ABSENT, node);
  }

  /** Factors of all faults of a kind that strike the node, multiplied. */
  double product(FaultKind kind, int node) {
    double product = 1;
    for (PlannedFault fault : active) {
      product *= fault.kind() == kind && fault.strikes(node) ? fault.factor() : 1;
    }
    return product;
  }

  /** Factors of all faults of a kind that strike the node, added. */
  double sum(FaultKind kind, int node) {
    double sum = 0;
    for (PlannedFault fault : active) {
      sum += fault.kind() == kind && fault.strikes(node) ? fault.factor() : 0;
    }
    return sum;
  }
}
