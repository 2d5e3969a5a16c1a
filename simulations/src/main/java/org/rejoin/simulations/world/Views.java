package org.rejoin.simulations.world;

import java.util.Optional;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Input;
import org.rejoin.simulations.plan.Draws;

/** Who is a member, as each node has it: what is so, and what its detector makes of it. */
final class Views {
  private static final long MILLI = 1_000_000;
  private final Nodes nodes;
  private final Detector detector;

  Views(Nodes nodes, Timeline timeline, Draws draws, long delayMillis) {
    this.nodes = nodes;
    this.detector =
        new Detector(timeline, draws, nodes.count(), delayMillis * MILLI, this::tellMembers);
  }

  /** A process that has just started knows nobody. */
  void forget(int node) {
    detector.forget(node);
  }

  /** Tells the detectors what is so. */
  void refresh() {
    for (int node = 0; node < nodes.count(); node++) {
      for (int other = 0; other < nodes.count(); other++) {
        if (node != other && nodes.running(node).isPresent()) {
          detector.truth(node, other, truth(node, other));
        }
      }
    }
  }

  private Detector.Truth truth(int node, int other) {
    Optional<Running> process = nodes.running(other).filter(p -> !p.isPaused());
    Faults faults = nodes.faults();
    boolean reachable =
        process.isPresent() && !faults.isCut(node, other) && !faults.isCut(other, node);
    Endpoint endpoint = reachable ? process.get().incarnation().endpoint() : null;
    return new Detector.Truth(reachable, endpoint);
  }

  private void tellMembers(int node) {
    nodes
        .running(node)
        .ifPresent(process -> process.members(new Input.Members(detector.members(node))));
  }
}
