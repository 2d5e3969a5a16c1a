package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.workload.Catalog;
import org.rejoin.simulations.world.Inspection;

/**
 * I3: an acknowledgement names members enough for its level, each of which holds the write; and
 * while one of these processes lives on, or the disk of one that holds a durable write was spared,
 * the write is on every node in the end, or a delete that a client asked for has taken its place.
 * (When all of them have died, the level promised no more.) Also I6's half of it: what was refused
 * was not applied.
 */
final class Acknowledged implements Checker {
  private final Oracle oracle;
  private final Violations violations;
  private final int majority;
  private final DiskLosses losses;
  private final Map<Update, Holders> holders = new LinkedHashMap<>();

  /** Who held an acknowledged write; {@code disks} are the nodes whose disks did. */
  private record Holders(List<Knowledge> processes, List<String> disks, long nanos) {}

  Acknowledged(Oracle oracle, Violations violations, Plan plan) {
    this.oracle = oracle;
    this.violations = violations;
    this.majority = plan.config().nodes().size() / 2 + 1;
    this.losses = new DiskLosses(plan);
  }

  @Override
  public void onWrite(Knowledge node, PlannedOp op, WriteResult result) {
    Update update = oracle.updateOf(op);
    if (result instanceof WriteResult.Acked acked) {
      if (update == null) {
        violations.add("I3", "acknowledged and never applied: op " + op.id() + " " + op.op());
      } else {
        acknowledged(update, op, acked);
      }
    } else if (update != null
        && (result instanceof WriteResult.Rejected || result instanceof WriteResult.Unavailable)) {
      violations.add("I6", "refused with " + result + " and yet applied: " + update);
    }
  }

  private void acknowledged(Update update, PlannedOp op, WriteResult.Acked acked) {
    Level level = Catalog.level(op.op().level());
    int needed =
        switch (level.kind()) {
          case LOCAL -> 1;
          case AT_LEAST -> level.members();
          case MAJORITY -> majority;
        };
    if (acked.held().stream().distinct().count() < needed) {
      violations.add("I3", "acknowledged by " + acked.held() + " only: " + update);
    }
    List<Knowledge> holding = new ArrayList<>();
    for (String name : acked.held()) {
      List<Knowledge> known =
          oracle.incarnationsOf(name).stream().filter(k -> k.hasSeen(update)).toList();
      if (known.isEmpty()) {
        List<Knowledge> named = oracle.incarnationsOf(name);
        if (!named.isEmpty()) {
          violations.about(update.key(), named.get(named.size() - 1).incarnation(), op.id());
        }
        violations.add("I3", name + " is named as a holder and never integrated " + update);
      }
      holding.addAll(known);
    }
    boolean isDurable = oracle.typed(update.key()).family().keyspace().isDurable();
    List<String> disks = isDurable ? acked.held() : List.of();
    holders.put(update, new Holders(holding, disks, oracle.nowNanos()));
  }

  /** Whether an acknowledgement promised that the write is there in the end. */
  boolean isOwed(Update update) {
    Holders held = holders.get(update);
    return held != null && isOwed(held);
  }

  private boolean isOwed(Holders held) {
    return held.processes.stream().anyMatch(Knowledge::isAlive)
        || held.disks.stream().anyMatch(node -> losses.keeps(node, held.nanos));
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    holders.forEach(
        (update, held) -> {
          boolean isChange = update.isDelete() || !update.delta().isBottom();
          if (isChange && isOwed(held)) {
            nodes.forEach(node -> mustHold(oracle.knowledgeOf(node.incarnation()), update));
          }
        });
  }

  private void mustHold(Knowledge node, Update update) {
    Knowledge.Shown shown = node.shown(update.key());
    long epoch = node.epoch(update.key());
    boolean isDeletedSince = epoch > update.epoch();
    boolean isCovered =
        epoch == update.epoch()
            && (update.isDelete() || (shown != null && covers(shown.state(), update.delta())));
    if (!node.hasSeen(update) && !isDeletedSince && !isCovered) {
      violations.about(
          update.key(),
          node.incarnation(),
          update.op() == null ? Violations.NO_OP : update.op().id());
      violations.add("I3", node.incarnation() + " lost an acknowledged write: " + update);
    }
  }

  /** Whether the delta tells the state nothing: others had the same effect. */
  @SuppressWarnings("unchecked")
  private static <S extends Crdt<S>> boolean covers(Crdt<?> state, Crdt<?> delta) {
    return ((S) delta).deltaSince(((S) state).summary()).isBottom();
  }
}
