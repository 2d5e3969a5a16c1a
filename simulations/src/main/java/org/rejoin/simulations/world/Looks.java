package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rejoin.simulations.plan.Draws;

/** Looks at all nodes that can be looked at; again soon after if some are busy with themselves. */
final class Looks {
  static final long AGAIN_NANOS = 50_000;
  static final int MAX_LOOKS = 200;
  private static final long ENTITY = -5;

  private final Nodes nodes;
  private final Timeline timeline;
  private final Observer observer;

  Looks(Nodes nodes, Timeline timeline, Observer observer) {
    this.nodes = nodes;
    this.timeline = timeline;
    this.observer = observer;
  }

  /** Shows all nodes to the observer, now or soon. */
  void look() {
    look(0);
  }

  private void look(int looks) {
    Optional<List<Inspection>> all = now();
    if (all.isPresent()) {
      observer.checkpoint(timeline.nowNanos(), all.get());
    } else if (looks < MAX_LOOKS) {
      timeline.at(
          timeline.nowNanos() + AGAIN_NANOS, Draws.entity(ENTITY, looks), () -> look(looks + 1));
    }
  }

  /** Empty if a node is busy with itself. */
  Optional<List<Inspection>> now() {
    List<Inspection> all = new ArrayList<>();
    for (Running process : nodes.running()) {
      if (!process.isPaused()) {
        Optional<Inspection> inspection = process.inspect();
        if (inspection.isEmpty()) {
          return Optional.empty();
        }
        all.add(inspection.get());
      }
    }
    return Optional.of(all);
  }
}
