package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.rejoin.cluster.Level;

/**
 * Whom a level asks, and how many of them have to answer, given the members at that moment. Node
 * ids count, not endpoints: two incarnations of a node are one.
 *
 * @param needed how many node ids, this node included where it counts
 * @param selfCounts whether this node is one of those that count
 * @param targets the peers to ask
 */
record Quorum(int needed, boolean selfCounts, List<Peer> targets) {

  /** This node and nobody else. */
  static final Quorum ALONE = new Quorum(1, true, List.of());

  /**
   * Empty if the level is a majority and there is no replica set.
   *
   * @param counting the peers that count for levels
   */
  static Optional<Quorum> of(Level level, EngineConfig config, List<Peer> counting) {
    return switch (level.kind()) {
      case LOCAL -> Optional.of(ALONE);
      case AT_LEAST -> Optional.of(new Quorum(level.members(), true, counting));
      case MAJORITY -> majority(config, counting);
    };
  }

  private static Optional<Quorum> majority(EngineConfig config, List<Peer> counting) {
    List<String> set = config.replicaSet();
    if (set.isEmpty()) {
      return Optional.empty();
    }
    List<Peer> targets = counting.stream().filter(peer -> set.contains(peer.node())).toList();
    return Optional.of(new Quorum(set.size() / 2 + 1, set.contains(config.node()), targets));
  }

  /** Whether this node by itself is enough. */
  boolean isMetAlone() {
    return needed <= 1 && selfCounts;
  }

  /** Node ids that hold or have answered before anybody was asked. */
  TreeSet<String> initially(EngineConfig config) {
    TreeSet<String> nodes = new TreeSet<>();
    if (selfCounts) {
      nodes.add(config.node());
    }
    return nodes;
  }

  /** Why the level is out of reach now; empty if it is not. */
  Optional<String> outOfReach(EngineConfig config) {
    TreeSet<String> reachable = initially(config);
    targets.stream().filter(Peer::reachable).forEach(peer -> reachable.add(peer.node()));
    if (reachable.size() >= needed) {
      return Optional.empty();
    }
    return Optional.of(needed + " members are needed, reachable are " + reachable);
  }
}
