package org.rejoin.simulations.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.plan.PlannedOp;

/** Watches, and judges nothing. */
class Silent implements Observer {
  @Override
  public void started(Incarnation incarnation) {}

  @Override
  public void died(Incarnation incarnation) {}

  @Override
  public long knowledge(Incarnation incarnation) {
    return 0;
  }

  @Override
  public void traced(
      Incarnation incarnation,
      int machine,
      TraceEvent event,
      long knowledge,
      @Nullable PlannedOp op) {}

  @Override
  public void replied(Incarnation incarnation, PlannedOp op, Object result) {}

  @Override
  public void refused(PlannedOp op) {}

  @Override
  public void failed(Incarnation incarnation, String input, RuntimeException failure) {
    throw failure;
  }

  @Override
  public void healed(long nowNanos) {}

  @Override
  public boolean isConverged() {
    return true;
  }

  @Override
  public void checkpoint(long nowNanos, List<Inspection> nodes) {}

  @Override
  public void ended(long nowNanos, List<Inspection> nodes) {}
}
