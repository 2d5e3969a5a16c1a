package org.rejoin.simulations.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedFault;

/** Fewer, shorter, smaller faults. */
final class Faults {
  private static final long SHORTEST_NANOS = 1_000_000;

  private Faults() {}

  static void drop(Trial trial) {
    TreeSet<FaultKind> kinds = new TreeSet<>();
    trial.plan().faults().forEach(fault -> kinds.add(fault.kind()));
    if (kinds.size() > 1) {
      for (FaultKind kind : kinds) {
        List<PlannedFault> rest =
            trial.plan().faults().stream().filter(fault -> fault.kind() != kind).toList();
        trial.accepts(trial.plan().withFaults(rest));
      }
    }
    Lists.leaveOut(trial.plan().faults(), rest -> trial.accepts(trial.plan().withFaults(rest)));
  }

  /** Halves how long they last, and strikes fewer nodes. */
  static void ease(Trial trial) {
    for (int i = 0; i < trial.plan().faults().size(); i++) {
      while (halve(trial, i)) {}
      PlannedFault fault = trial.plan().faults().get(i);
      int at = i;
      if (fault.nodes().size() > 1) {
        Lists.leaveOut(
            fault.nodes(),
            rest ->
                !rest.isEmpty()
                    && replace(trial, at, now(trial, at).between(rest, others(trial, at))));
      }
      if (fault.others().size() > 1) {
        Lists.leaveOut(
            fault.others(),
            rest ->
                !rest.isEmpty()
                    && replace(trial, at, now(trial, at).between(nodes(trial, at), rest)));
      }
    }
  }

  private static PlannedFault now(Trial trial, int index) {
    return trial.plan().faults().get(index);
  }

  private static List<Integer> nodes(Trial trial, int index) {
    return now(trial, index).nodes();
  }

  private static List<Integer> others(Trial trial, int index) {
    return now(trial, index).others();
  }

  private static boolean halve(Trial trial, int index) {
    PlannedFault fault = now(trial, index);
    long half = fault.forNanos() / 2;
    return half >= SHORTEST_NANOS
        && (replace(trial, index, fault.during(fault.atNanos(), half))
            || replace(trial, index, fault.during(fault.atNanos() + half, half)));
  }

  private static boolean replace(Trial trial, int index, PlannedFault other) {
    List<PlannedFault> faults = new ArrayList<>(trial.plan().faults());
    faults.set(index, other);
    return trial.accepts(trial.plan().withFaults(faults));
  }

  /** Without a node; those after it move up. Faults that strike nobody else vanish. */
  static Plan without(Plan plan, int node) {
    List<PlannedFault> left = new ArrayList<>();
    for (PlannedFault fault : plan.faults()) {
      List<Integer> nodes = PlanConfig.without(fault.nodes(), node);
      List<Integer> others = PlanConfig.without(fault.others(), node);
      boolean isEmpty = nodes.isEmpty() || (others.isEmpty() && !fault.others().isEmpty());
      if (!isEmpty) {
        left.add(fault.between(nodes, others));
      }
    }
    return plan.withFaults(left);
  }
}
