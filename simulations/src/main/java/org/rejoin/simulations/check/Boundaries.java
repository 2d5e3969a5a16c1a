package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;
import org.rejoin.simulations.world.Observer;

/** Notes the moments at which batches are given to disks and reported done. Judges nothing. */
final class Boundaries implements Observer {
  private final List<Point> points = new ArrayList<>();
  private int underWay;
  private int given;
  private int done;

  /**
   * A moment at which power may be lost.
   *
   * @param underWay batches that were given and not reported done, on all nodes
   */
  record Point(long nanos, int underWay) {}

  /** In the order of time. */
  List<Point> points() {
    return points;
  }

  @Override
  public void stepped(Incarnation incarnation, int machine, Input input, List<Effect> effects) {
    done += input instanceof Input.StorageDone || input instanceof Input.StorageFailed ? 1 : 0;
    given += (int) effects.stream().filter(Effect.Persist.class::isInstance).count();
  }

  @Override
  public void happened(long event, long nowNanos, EventHash hash) {
    if (done > 0) {
      points.add(new Point(nowNanos - 1, underWay));
    }
    if (done + given > 0) {
      underWay += given - done;
      points.add(new Point(nowNanos + 1, underWay));
    }
    done = 0;
    given = 0;
  }

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
  public void failed(Incarnation incarnation, String input, RuntimeException failure) {}

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
