package org.rejoin.simulations.world;

import java.util.Optional;
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
    Faults faults = nodes.faults();
    if (faults.isRemoved(node, other)) {
      return Detector.Truth.REMOVED;
    }
    Optional<Running> process = nodes.running(other).filter(p -> !p.isPaused());
    boolean isReached =
        process.isPresent()
            && isConnected(node, other)
            && isConnected(other, node)
            && !faults.isSuspected(node, other);
    return isReached
        ? new Detector.Truth(true, process.get().incarnation().endpoint(), false)
        : Detector.Truth.UNREACHABLE;
  }

  private boolean isConnected(int from, int to) {
    return !nodes.faults().isCut(from, to) && !nodes.faults().isJammed(from, to);
  }

  private void tellMembers(int node) {
    nodes
        .running(node)
        .ifPresent(process -> process.members(new Input.Members(detector.members(node))));
  }
}
