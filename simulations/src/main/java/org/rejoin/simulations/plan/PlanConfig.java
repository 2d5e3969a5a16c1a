package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The world of a run: everything but what happens in it.
 *
 * @param nodes node ids, by index; also the replica set of majorities
 * @param groups groups of each store
 * @param knobsByNode settings of nodes that differ from the others
 * @param network quality of every link, or of its frames of one class ({@code delta}, {@code
 *     repair}, {@code control})
 * @param links qualities of some links; of several that fit, the last counts
 * @param core who has to do without the others for a while, before the heal
 * @param convergeWithinMillis bound from the heal to equal data
 * @param excused invariants that are not judged, such as {@code I6} where frames are forged
 */
public record PlanConfig(
    List<String> nodes,
    int groups,
    List<KeyspacePlan> keyspaces,
    Knobs knobs,
    Map<String, Knobs> knobsByNode,
    LinkQuality network,
    Map<String, LinkQuality> networkByClass,
    List<LinkOverride> links,
    Phases phases,
    Core core,
    long convergeWithinMillis,
    List<String> excused) {
  /** Most nodes. */
  public static final int MAX_NODES = 1000;

  /** Longest phase. */
  public static final long MAX_PHASE_MILLIS = 3_600_000;

  /** Classes of frames. */
  public static final List<String> CLASSES = List.of("delta", "repair", "control");

  /** Copies the collections, refuses what is out of bounds. */
  public PlanConfig {
    nodes = List.copyOf(nodes);
    keyspaces = List.copyOf(keyspaces);
    knobsByNode = Collections.unmodifiableMap(new TreeMap<>(knobsByNode));
    networkByClass = Collections.unmodifiableMap(new TreeMap<>(networkByClass));
    links = List.copyOf(links);
    excused = List.copyOf(excused);
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
    for (String node : knobsByNode.keySet()) {
      if (!nodes.contains(node)) {
        throw new IllegalArgumentException("settings of " + node + ", which is no node");
      }
    }
    for (LinkOverride link : links) {
      checkNodes(link.from(), nodes.size());
      checkNodes(link.to(), nodes.size());
    }
    checkNodes(core.nodes(), nodes.size());
    checkNodes(core.dead(), nodes.size());
  }

  private static void checkNodes(List<Integer> indices, int nodes) {
    for (int index : indices) {
      if (index < 0 || index >= nodes) {
        throw new IllegalArgumentException("node " + index + " of " + nodes);
      }
    }
  }

  static void checkClass(String name) {
    if (!CLASSES.contains(name)) {
      throw new IllegalArgumentException("network." + name + ": use default or one of " + CLASSES);
    }
  }

  /** A keyspace that every node opens, in memory or durable. */
  public record KeyspacePlan(String name, DataType type, boolean durable) {}

  /**
   * Settings of the engine and of what surrounds it.
   *
   * @param bufferEntries deltas kept for a peer that does not acknowledge
   * @param clockSkewMillis wall clocks differ by up to this, either way
   * @param clockDriftPpm wall clocks run fast or slow by up to this, in millionths
   * @param timerDriftPpm monotonic clocks run fast or slow by up to this, in millionths
   * @param detectorMillis how long membership takes to notice
   * @param serviceMicros how long a node works on an input; 0: no time
   * @param inboxFrames frames and operations that may wait at a node; more are dropped
   * @param buggify whether the engine and its driver do what is allowed and rare
   * @param scrubKeys keys that a node reads back a second, from memory and disk; 0: none, and its
   *     trees are not checked either
   */
  public record Knobs(
      long deltaMillis,
      long antiEntropyMillis,
      long retransmitMillis,
      int frameBytes,
      int bufferEntries,
      long clockSkewMillis,
      long clockDriftPpm,
      long timerDriftPpm,
      long detectorMillis,
      long serviceMicros,
      int inboxFrames,
      boolean buggify,
      int scrubKeys) {
    /** Those of a node that is given no others. */
    public static final Knobs DEFAULT =
        new Knobs(100, 5000, 500, 64 * 1024, 50_000, 0, 0, 0, 1000, 0, 20_000, false, 0);

    private static final long MAX_PPM = 500_000;

    /** Refuses values that no engine takes. */
    public Knobs {
      if (Math.min(Math.min(deltaMillis, antiEntropyMillis), retransmitMillis) < 1
          || frameBytes < 1024
          || bufferEntries < 1
          || clockSkewMillis < 0
          || clockDriftPpm < 0
          || clockDriftPpm > MAX_PPM
          || timerDriftPpm < 0
          || timerDriftPpm > MAX_PPM
          || detectorMillis < 1
          || serviceMicros < 0
          || inboxFrames < 1
          || scrubKeys < 0) {
        throw new IllegalArgumentException("a knob is out of range");
      }
    }
  }

  /**
   * How long the phases last, in this order. Operations come in the first two and in the second
   * half of the third, faults in the second.
   *
   * @param coreMillis when some nodes have to do without the others; 0: this phase is left out
   * @param quiesceMillis after convergence, before the final reads
   * @param idleMillis after the final reads, when next to nothing may be sent
   * @param checkpointMillis between two looks at all nodes
   */
  public record Phases(
      long warmUpMillis,
      long chaosMillis,
      long coreMillis,
      long quiesceMillis,
      long idleMillis,
      long checkpointMillis) {
    /** Refuses phases below 0 or above an hour. */
    public Phases {
      checkMillis(warmUpMillis);
      checkMillis(chaosMillis);
      checkMillis(coreMillis);
      checkMillis(quiesceMillis);
      checkMillis(idleMillis);
      if (checkpointMillis < 1) {
        throw new IllegalArgumentException("a look every " + checkpointMillis + " ms");
      }
    }

    private static void checkMillis(long millis) {
      if (millis < 0 || millis > MAX_PHASE_MILLIS) {
        throw new IllegalArgumentException(
            "a phase lasts from 0 to an hour, not " + millis + " ms");
      }
    }

    /** When faults are over but those of the core phase. */
    public long chaosEndNanos() {
      return (warmUpMillis + chaosMillis) * 1_000_000;
    }

    /** When the links are mended and all nodes started. */
    public long healNanos() {
      return chaosEndNanos() + coreMillis * 1_000_000;
    }
  }

  /**
   * Who has to do without the others.
   *
   * @param nodes indices of those who are healthy and connected
   * @param dead indices of those who are down; the rest is cut off
   */
  public record Core(List<Integer> nodes, List<Integer> dead) {
    /** There is no such phase. */
    public static final Core NONE = new Core(List.of(), List.of());

    /** Copies the lists. */
    public Core {
      nodes = List.copyOf(nodes);
      dead = List.copyOf(dead);
    }
  }

  /** Without a node; those after it move up. */
  public PlanConfig without(int node) {
    List<String> others = new ArrayList<>(nodes);
    String name = others.remove(node);
    Map<String, Knobs> settings = new TreeMap<>(knobsByNode);
    settings.remove(name);
    List<LinkOverride> left = links.stream().flatMap(link -> link.without(node).stream()).toList();
    Core smaller = new Core(without(core.nodes, node), without(core.dead, node));
    return with(others, keyspaces, settings, left, phases, smaller);
  }

  /** Indices without a node; those after it are one less. */
  public static List<Integer> without(List<Integer> indices, int node) {
    return indices.stream().filter(n -> n != node).map(n -> n > node ? n - 1 : n).toList();
  }

  /** The same with other keyspaces. */
  public PlanConfig withKeyspaces(List<KeyspacePlan> others) {
    return with(nodes, others, knobsByNode, links, phases, core);
  }

  /** The same with phases of other lengths. */
  public PlanConfig withPhases(Phases other) {
    return with(nodes, keyspaces, knobsByNode, links, other, core);
  }

  /** Quality of a link for frames of a class. */
  public LinkQuality quality(int from, int to, String trafficClass) {
    for (int i = links.size() - 1; i >= 0; i--) {
      if (links.get(i).isFor(from, to, trafficClass)) {
        return links.get(i).quality();
      }
    }
    return quality(trafficClass);
  }

  /** Quality of links for frames of a class, where no link says otherwise. */
  public LinkQuality quality(String trafficClass) {
    return networkByClass.getOrDefault(trafficClass, network);
  }

  /** Settings of a node. */
  public Knobs knobs(String node) {
    return knobsByNode.getOrDefault(node, knobs);
  }

  PlanConfig withCore(Core other) {
    return with(nodes, keyspaces, knobsByNode, links, phases, other);
  }

  private PlanConfig with(
      List<String> otherNodes,
      List<KeyspacePlan> otherKeyspaces,
      Map<String, Knobs> otherKnobs,
      List<LinkOverride> otherLinks,
      Phases otherPhases,
      Core otherCore) {
    return new PlanConfig(
        otherNodes,
        groups,
        otherKeyspaces,
        knobs,
        otherKnobs,
        network,
        networkByClass,
        otherLinks,
        otherPhases,
        otherCore,
        convergeWithinMillis,
        excused);
  }
}
