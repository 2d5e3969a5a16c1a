package org.rejoin.simulations.check;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.crdt.Hlc;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.world.Incarnation;

/**
 * I13, its parts about causes and refusals, judged by the true clocks. While no two wall clocks
 * were further apart than replicas follow, a write is stamped later than those whose place it
 * takes; once they were, somebody may have met a clock that it does not follow, and the design asks
 * for no order between its stamps and those. While they are closer still, no write is refused for
 * its clock. A stamp is never further ahead of its node's clock than the drift allows, and a node
 * that has compared itself with a peer stamps nothing while it is off all the others by more.
 */
final class Stamps implements Checker {
  private static final long MAX_DRIFT = EngineConfig.MAX_DRIFT.toMillis();

  /** A peer's clock is known within the time that a question and its answer take. */
  private static final long UNSURE_MILLIS = 2200;

  /** Readings are extrapolated by monotonic clocks, which are a little off themselves. */
  private static final long EXTRAPOLATED_MILLIS = 500;

  /** Faults under which a node keeps the peers that it has compared itself with. */
  private static final Set<FaultKind> SAME_PEERS =
      EnumSet.of(
          FaultKind.CUT,
          FaultKind.JAM,
          FaultKind.SLOW,
          FaultKind.PAUSE,
          FaultKind.SLOW_CPU,
          FaultKind.SUSPECT,
          FaultKind.CLOCK_JUMP,
          FaultKind.CLOCK_DRIFT);

  private final Oracle oracle;
  private final Violations violations;
  private final WallClocks walls = new WallClocks();
  private final Set<Incarnation> compared = new HashSet<>();
  private final boolean isSteady;
  private final boolean isSamePeers;

  Stamps(Oracle oracle, Violations violations, Plan plan) {
    this.oracle = oracle;
    this.violations = violations;
    this.isSteady = plan.faults().stream().noneMatch(fault -> fault.kind() == FaultKind.CLOCK_RATE);
    this.isSamePeers = plan.faults().stream().allMatch(fault -> SAME_PEERS.contains(fault.kind()));
  }

  void reads(Incarnation incarnation, long wallMillis) {
    walls.read(incarnation, oracle.nowNanos(), wallMillis);
  }

  /** An incarnation reported something. */
  @Override
  public void onTrace(Knowledge node, int machine, TraceEvent event) {
    if (event instanceof TraceEvent.ExchangeEnded ended && (ended.equal() || ended.groups() > 0)) {
      compared.add(node.incarnation());
    }
  }

  @Override
  public void onMade(Update update, Event event, KeyAndFamily key) {
    if (event.stamp().isEmpty()) {
      return;
    }
    Hlc now = event.stamp().get().stamp();
    if (update.op() != null && update.op().op().verb() != Verb.SETTLE) {
      checkOwnClock(update, now);
    }
    if (walls.apartMillis() <= MAX_DRIFT) {
      checkOrder(update, event, now);
    }
  }

  private void checkOrder(Update update, Event event, Hlc now) {
    Knowledge node = oracle.knowledgeOf(update.origin());
    for (Event before : node.log(update.key(), update.epoch()).edits()) {
      if (event.replaced().contains(before.index()) && before.stamp().isPresent()) {
        Hlc then = before.stamp().get().stamp();
        if (then.compareTo(now) >= 0) {
          violations.add("I13", update + " is stamped " + now + " over a write of " + then);
        }
      }
    }
  }

  private void checkOwnClock(Update update, Hlc now) {
    long ahead = now.millis() - walls.wallMillis(update.origin(), oracle.nowNanos());
    if (ahead > MAX_DRIFT + 1) {
      violations.add("I13", update + " is stamped " + ahead + " ms ahead of its node's clock");
    }
    long off = walls.offMillis(update.origin());
    if (isSteady
        && isSamePeers
        && compared.contains(update.origin())
        && off > MAX_DRIFT + UNSURE_MILLIS + EXTRAPOLATED_MILLIS) {
      violations.add("I13", update + " is stamped by a clock that is off all others by " + off);
    }
  }

  @Override
  public void onWrite(Knowledge node, PlannedOp op, WriteResult result) {
    if (isSteady
        && walls.apartMillis() <= MAX_DRIFT - EXTRAPOLATED_MILLIS
        && result instanceof WriteResult.Rejected rejected
        && rejected.code() == RejectedCode.CLOCK) {
      violations.add(
          "I13",
          "op "
              + op.id()
              + " was refused while no clocks were apart by more than "
              + walls.apartMillis()
              + " ms: "
              + rejected.detail());
    }
  }
}
