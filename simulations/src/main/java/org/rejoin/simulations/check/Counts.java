package org.rejoin.simulations.check;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.CountSpec;
import org.rejoin.simulations.workload.Catalog;
import org.rejoin.simulations.workload.Family;
import org.rejoin.simulations.world.Inspection;

/**
 * I11: in the end a counter shows the sum of all amounts whose write was acknowledged and is owed,
 * and of some of those that nobody can be sure of. The first amounts of each key are powers of two,
 * of either sign, so that a sum says which they were; keys with more than these, and deleted ones,
 * are not judged.
 */
final class Counts implements Checker {
  private static final int BITS = 62;
  private final Violations violations;
  private final Acknowledged acknowledged;
  private final Catalog catalog;

  /** Of each counter by name: which operation had which power of two. */
  private final Map<String, Map<Integer, PlannedOp>> asked = new TreeMap<>();

  private final Set<Long> possible = new HashSet<>();
  private final Map<Long, Update> certain = new HashMap<>();
  private final Oracle oracle;

  Counts(Oracle oracle, Violations violations, Acknowledged acknowledged, Plan plan) {
    this.oracle = oracle;
    this.violations = violations;
    this.acknowledged = acknowledged;
    this.catalog = new Catalog(plan.config().keyspaces());
    Set<String> unclear = new HashSet<>();
    for (PlannedOp op : plan.ops()) {
      if (catalog.family(op.op().keyspace()).spec() == CountSpec.INSTANCE) {
        String name = op.op().keyspace() + "/" + op.op().key();
        if (!isClear(name, op)) {
          unclear.add(name);
        }
      }
    }
    asked.keySet().removeAll(unclear);
  }

  private boolean isClear(String name, PlannedOp op) {
    if (op.op().verb() != Verb.COUNT) {
      return op.op().verb() == Verb.READ;
    }
    long size = Math.abs(op.op().amount());
    return Long.bitCount(size) == 1
        && asked
                .computeIfAbsent(name, n -> new HashMap<>())
                .putIfAbsent(Long.numberOfTrailingZeros(size), op)
            == null;
  }

  @Override
  public void onSubmit(Knowledge node, PlannedOp op) {
    possible.add(op.id());
  }

  @Override
  public void onWrite(Knowledge node, PlannedOp op, WriteResult result) {
    Update update = oracle.updateOf(op);
    if (result.isAcked() && update != null) {
      certain.put(op.id(), update);
    } else if (result instanceof WriteResult.Rejected
        || result instanceof WriteResult.Unavailable) {
      possible.remove(op.id());
    }
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    for (Inspection node : nodes) {
      Map<String, BigInteger> values = new HashMap<>();
      node.states()
          .forEach((key, state) -> values.put(key.toString(), value(key.keyspace(), state)));
      asked.forEach(
          (name, ops) -> check(node, name, ops, values.getOrDefault(name, BigInteger.ZERO)));
    }
  }

  private BigInteger value(String keyspace, Crdt<?> state) {
    Family<?, ?> family = catalog.family(keyspace);
    return family.spec() == CountSpec.INSTANCE ? (BigInteger) family.show(state) : BigInteger.ZERO;
  }

  /** From the lowest bit up: a bit that is left says that the amount of this size is in it. */
  private void check(Inspection node, String name, Map<Integer, PlannedOp> ops, BigInteger shown) {
    BigInteger left = shown;
    for (int bit = 0; bit <= BITS; bit++) {
      PlannedOp op = ops.get(bit);
      boolean isIn = left.testBit(bit);
      if (op == null ? isIn : isIn && !possible.contains(op.id())) {
        String what = op == null ? "2^" + bit : op.op() + ", which was refused";
        violations.add(
            "I11", node.incarnation() + " shows " + name + " = " + shown + " with " + what);
        return;
      }
      if (op != null && !isIn && isOwed(op)) {
        violations.add(
            "I11", node.incarnation() + " shows " + name + " = " + shown + " without " + op.op());
        return;
      }
      if (op != null && isIn) {
        left = left.subtract(BigInteger.valueOf(op.op().amount()));
      }
    }
    if (left.signum() != 0) {
      violations.add(
          "I11", node.incarnation() + " shows " + name + " = " + shown + ", " + left + " too much");
    }
  }

  private boolean isOwed(PlannedOp op) {
    Update update = certain.get(op.id());
    return update != null && acknowledged.isOwed(update);
  }
}
