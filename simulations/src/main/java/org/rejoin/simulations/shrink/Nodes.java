package org.rejoin.simulations.shrink;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;

/** Fewer nodes. */
final class Nodes {
  private static final int FEWEST = 2;

  private Nodes() {}

  static void remove(Trial trial) {
    for (int node = trial.plan().config().nodes().size() - 1; node >= 0; node--) {
      if (trial.plan().config().nodes().size() > FEWEST
          && !trial.accepts(without(trial.plan(), node, false))) {
        trial.accepts(without(trial.plan(), node, true));
      }
    }
  }

  /** Without a node; its operations go with it, or to its neighbour. */
  static Plan without(Plan plan, int node, boolean keepsOps) {
    List<String> names = new ArrayList<>(plan.config().nodes());
    String removed = names.remove(node);
    int heir = Math.max(0, node - 1);
    List<PlannedOp> ops = new ArrayList<>();
    for (PlannedOp op : plan.ops()) {
      if (op.node() != node || keepsOps) {
        PlannedOp moved = op.on(op.node() == node ? heir : op.node() - (op.node() > node ? 1 : 0));
        boolean isGift = op.op().verb() == Verb.GIVE && op.op().value().equals(removed);
        ops.add(isGift ? moved.asking(op.op().withValue(names.get(heir))) : moved);
      }
    }
    Plan fewer = Faults.without(plan, node).withOps(List.of());
    return fewer.withConfig(plan.config().without(node)).withOps(ops);
  }
}
