package org.rejoin.simulations.shrink;

import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.PlannedOp;

/** Fewer and plainer operations. */
final class Ops {
  private static final String PLAIN_LEVEL = "local";

  private Ops() {}

  static void drop(Trial trial) {
    Lists.leaveOut(trial.plan().ops(), rest -> trial.accepts(trial.plan().withOps(rest)));
  }

  /** Fewer keyspaces, keys and sessions. */
  static void merge(Trial trial) {
    dropKeyspaces(trial);
    for (KeyspacePlan keyspace : trial.plan().config().keyspaces()) {
      mergeKeys(trial, keyspace.name());
    }
    all(trial, op -> op.by(0));
  }

  private static void dropKeyspaces(Trial trial) {
    TreeSet<String> used = new TreeSet<>();
    trial.plan().ops().forEach(op -> used.add(op.op().keyspace()));
    List<KeyspacePlan> keyspaces =
        trial.plan().config().keyspaces().stream().filter(k -> used.contains(k.name())).toList();
    if (!keyspaces.isEmpty()) {
      trial.accepts(trial.plan().withConfig(trial.plan().config().withKeyspaces(keyspaces)));
    }
  }

  private static void mergeKeys(Trial trial, String keyspace) {
    TreeSet<String> keys = new TreeSet<>();
    for (PlannedOp op : trial.plan().ops()) {
      if (op.op().keyspace().equals(keyspace)) {
        keys.add(op.op().key());
      }
    }
    for (String key : keys.isEmpty() ? keys : keys.tailSet(keys.first(), false)) {
      String first = keys.first();
      all(
          trial,
          op ->
              op.op().keyspace().equals(keyspace) && op.op().key().equals(key)
                  ? op.asking(op.op().ofKey(first))
                  : op);
    }
  }

  private static boolean all(Trial trial, UnaryOperator<PlannedOp> change) {
    return trial.accepts(trial.plan().withOps(trial.plan().ops().stream().map(change).toList()));
  }

  /** Plain levels and amounts: of all at once, else of each by itself. */
  static void simplify(Trial trial) {
    each(trial, op -> op.asking(op.op().atLevel(PLAIN_LEVEL)));
    each(trial, op -> op.asking(op.op().withAmount(plain(op.op()))));
  }

  private static long plain(OpBody op) {
    return Long.signum(op.amount());
  }

  private static void each(Trial trial, UnaryOperator<PlannedOp> change) {
    if (all(trial, change)) {
      return;
    }
    for (PlannedOp one : trial.plan().ops()) {
      all(trial, op -> op.id() == one.id() ? change.apply(op) : op);
    }
  }
}
