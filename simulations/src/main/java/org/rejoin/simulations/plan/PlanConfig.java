package org.rejoin.simulations.plan;

import java.util.List;
import java.util.Map;

/**
 * The world of a run: everything but what happens in it.
 *
 * @param nodes node ids, by index; also the replica set of majorities
 * @param groups groups of each store
 * @param network quality of every link, or of its frames of one class ({@code delta}, {@code
 *     repair}, {@code control})
 * @param convergeWithinMillis bound from the heal to equal data
 */
public record PlanConfig(
    List<String> nodes,
    int groups,
    List<KeyspacePlan> keyspaces,
    Knobs knobs,
    LinkQuality network,
    Map<String, LinkQuality> networkByClass,
    Phases phases,
    long convergeWithinMillis) {
  /** Most nodes. */
  public static final int MAX_NODES = 64;

  /** Longest phase. */
  public static final long MAX_PHASE_MILLIS = 3_600_000;

  /** Classes of frames. */
  public static final List<String> CLASSES = List.of("delta", "repair", "control");

  /** Copies the collections, refuses what is out of bounds. */
  public PlanConfig {
    nodes = List.copyOf(nodes);
    keyspaces = List.copyOf(keyspaces);
    networkByClass = Map.copyOf(networkByClass);
    if (nodes.isEmpty() || nodes.size() > MAX_NODES) {
      throw new IllegalArgumentException(
          "cluster.nodes = " + nodes.size() + ": use 1 to " + MAX_NODES);
    }
    if (nodes.stream().distinct().count() < nodes.size()) {
      throw new IllegalArgumentException("two nodes have one id: " + nodes);
    }
    if (keyspaces.isEmpty()) {
      throw new IllegalArgumentException("cluster.keyspaces is empty: name one keyspace or more");
    }
    networkByClass.keySet().forEach(PlanConfig::checkClass);
  }

  static void checkClass(String name) {
    if (!CLASSES.contains(name)) {
      throw new IllegalArgumentException("network." + name + ": use default or one of " + CLASSES);
    }
  }

  /** A keyspace that every node opens. */
  public record KeyspacePlan(String name, DataType type) {}

  /**
   * Settings of the engine and of what surrounds it.
   *
   * @param bufferEntries deltas kept for a peer that does not acknowledge
   * @param clockSkewMillis wall clocks differ by up to this, either way
   * @param detectorMillis how long membership takes to notice
   * @param buggify whether the engine and its driver do what is allowed and rare
   */
  public record Knobs(
      long deltaMillis,
      long antiEntropyMillis,
      long retransmitMillis,
      int frameBytes,
      int bufferEntries,
      long clockSkewMillis,
      long detectorMillis,
      boolean buggify) {
    /** Refuses values that no engine takes. */
    public Knobs {
      if (Math.min(Math.min(deltaMillis, antiEntropyMillis), retransmitMillis) < 1
          || frameBytes < 1024
          || bufferEntries < 1
          || clockSkewMillis < 0
          || detectorMillis < 1) {
        throw new IllegalArgumentException("a knob is out of range");
      }
    }
  }

  /**
   * How long the phases last, in this order. Operations come in the first two, faults in the
   * second.
   *
   * @param quiesceMillis after convergence, before the final reads
   * @param checkpointMillis between two looks at all nodes
   */
  public record Phases(
      long warmUpMillis, long chaosMillis, long quiesceMillis, long checkpointMillis) {
    /** Refuses phases below 0 or above an hour. */
    public Phases {
      long shortest = Math.min(Math.min(warmUpMillis, chaosMillis), quiesceMillis);
      long longest = Math.max(Math.max(warmUpMillis, chaosMillis), quiesceMillis);
      if (shortest < 0 || longest > MAX_PHASE_MILLIS || checkpointMillis < 1) {
        throw new IllegalArgumentException("a phase lasts from 0 to an hour");
      }
    }

    /** When operations and faults are over. */
    public long chaosEndNanos() {
      return (warmUpMillis + chaosMillis) * 1_000_000;
    }
  }

  /** Quality of a link for frames of a class. */
  public LinkQuality quality(String trafficClass) {
    return networkByClass.getOrDefault(trafficClass, network);
  }
}
