package org.rejoin.simulations.world;

import java.util.Optional;
import org.rejoin.cluster.engine.Input;
import org.rejoin.simulations.plan.Draws;

/** Who is a member, as each node has it: what is so, and what its detector makes of it. */
final class Views {
  private static final long MILLI = 1_000_000;

  /** Of so many nodes each change is told at once. */
  private static final int FEW_NODES = 64;

  /** Of more they are told together, as a list of all members is made each time. */
  private static final long TELLING_A_NODE_NANOS = 250_000;

  private static final long TELLING = -7;

  private final Nodes nodes;
  private final Timeline timeline;
  private final Detector detector;
  private final boolean[] isTelling;

  Views(Nodes nodes, Timeline timeline, Draws draws, long delayMillis) {
    this.nodes = nodes;
    this.timeline = timeline;
    this.isTelling = new boolean[nodes.count()];
    this.detector =
        new Detector(timeline, draws, nodes.count(), delayMillis * MILLI, this::changed);
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

  private void changed(int node) {
    if (nodes.count() <= FEW_NODES) {
      tellMembers(node);
    } else if (!isTelling[node]) {
      isTelling[node] = true;
      timeline.at(
          timeline.nowNanos() + nodes.count() * TELLING_A_NODE_NANOS,
          Draws.entity(TELLING, node),
          () -> tellMembers(node));
    }
  }

  private void tellMembers(int node) {
    isTelling[node] = false;
    nodes
        .running(node)
        .ifPresent(process -> process.members(new Input.Members(detector.members(node))));
  }
}
