package org.rejoin.simulations.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.store.Stored;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;
import org.rejoin.simulations.world.Observer;
import org.rejoin.simulations.world.Traffics;

/** The oracle, and somebody who looks on. The watch is told first: verdicts follow their cause. */
record Both(Oracle oracle, Watch watch) implements Observer {
  @Override
  public void started(Incarnation incarnation) {
    watch.started(incarnation);
    oracle.started(incarnation);
  }

  @Override
  public void died(Incarnation incarnation) {
    watch.died(incarnation);
    oracle.died(incarnation);
  }

  @Override
  public long knowledge(Incarnation incarnation) {
    return oracle.knowledge(incarnation);
  }

  @Override
  public void traced(
      Incarnation incarnation,
      int machine,
      TraceEvent event,
      long knowledge,
      @Nullable PlannedOp op) {
    watch.traced(incarnation, machine, event, knowledge, op);
    oracle.traced(incarnation, machine, event, knowledge, op);
  }

  @Override
  public void replied(Incarnation incarnation, PlannedOp op, Object result) {
    watch.replied(incarnation, op, result);
    oracle.replied(incarnation, op, result);
  }

  @Override
  public void refused(PlannedOp op) {
    watch.refused(op);
    oracle.refused(op);
  }

  @Override
  public void failed(Incarnation incarnation, String input, RuntimeException failure) {
    watch.failed(incarnation, input, failure);
    oracle.failed(incarnation, input, failure);
  }

  @Override
  public void healed(long nowNanos) {
    watch.healed(nowNanos);
    oracle.healed(nowNanos);
  }

  @Override
  public boolean isConverged() {
    return oracle.isConverged();
  }

  @Override
  public boolean isEnough() {
    return oracle.isEnough() || watch.isEnough();
  }

  @Override
  public void checkpoint(long nowNanos, List<Inspection> nodes) {
    watch.checkpoint(nowNanos, nodes);
    oracle.checkpoint(nowNanos, nodes);
  }

  @Override
  public void submitted(Incarnation incarnation, PlannedOp op) {
    watch.submitted(incarnation, op);
    oracle.submitted(incarnation, op);
  }

  @Override
  public void coreBegan(long nowNanos, List<Integer> nodes) {
    watch.coreBegan(nowNanos, nodes);
    oracle.coreBegan(nowNanos, nodes);
  }

  @Override
  public void coreJudged(long nowNanos, boolean isConverged) {
    watch.coreJudged(nowNanos, isConverged);
    oracle.coreJudged(nowNanos, isConverged);
  }

  @Override
  public void idled(long nowNanos, long forNanos, Traffics sent) {
    watch.idled(nowNanos, forNanos, sent);
    oracle.idled(nowNanos, forNanos, sent);
  }

  @Override
  public void storeRefused(Incarnation incarnation, String why) {
    watch.storeRefused(incarnation, why);
    oracle.storeRefused(incarnation, why);
  }

  @Override
  public void reading(Incarnation incarnation, Stored record) {
    watch.reading(incarnation, record);
    oracle.reading(incarnation, record);
  }

  @Override
  public void writing(Incarnation incarnation, Stored record) {
    watch.writing(incarnation, record);
    oracle.writing(incarnation, record);
  }

  @Override
  public void reads(Incarnation incarnation, long wallMillis) {
    watch.reads(incarnation, wallMillis);
    oracle.reads(incarnation, wallMillis);
  }

  @Override
  public void stepped(Incarnation incarnation, int machine, Input input, List<Effect> effects) {
    watch.stepped(incarnation, machine, input, effects);
    oracle.stepped(incarnation, machine, input, effects);
  }

  @Override
  public void sent(long frame, Incarnation from, Incarnation to, Effect.Send send) {
    watch.sent(frame, from, to, send);
    oracle.sent(frame, from, to, send);
  }

  @Override
  public void arrived(long frame, boolean isDamaged) {
    watch.arrived(frame, isDamaged);
    oracle.arrived(frame, isDamaged);
  }

  @Override
  public void lost(long frame, String why) {
    watch.lost(frame, why);
    oracle.lost(frame, why);
  }

  @Override
  public void fault(PlannedFault fault, boolean isOver) {
    watch.fault(fault, isOver);
    oracle.fault(fault, isOver);
  }

  @Override
  public void happened(long event, long nowNanos, EventHash hash) {
    watch.happened(event, nowNanos, hash);
    oracle.happened(event, nowNanos, hash);
  }

  @Override
  public void ended(long nowNanos, List<Inspection> nodes) {
    watch.ended(nowNanos, nodes);
    oracle.ended(nowNanos, nodes);
  }
}
