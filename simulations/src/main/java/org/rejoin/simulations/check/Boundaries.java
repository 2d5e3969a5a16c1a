package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.simulations.world.EventHash;
import org.rejoin.simulations.world.Incarnation;

/** Notes the moments at which batches are given to disks and reported done. Judges nothing. */
final class Boundaries implements Watch {
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
  public boolean isConverged() {
    return true;
  }
}
