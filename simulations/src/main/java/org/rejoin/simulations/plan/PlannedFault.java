package org.rejoin.simulations.plan;

import java.util.List;

/**
 * A fault of a plan.
 *
 * @param id stable: the same fault keeps it when others are left out
 * @param atNanos virtual time of its begin
 * @param forNanos how long it lasts
 * @param nodes indices of the nodes it strikes, or of one side
 * @param others indices of the other side, for faults of links
 * @param oneWay of links: whether only frames from nodes to others are struck
 * @param classes of links: classes of frames that are struck ({@code delta}, {@code repair}, {@code
 *     control}); empty: all
 * @param factor how much; the kind says of what
 */
public record PlannedFault(
    long id,
    FaultKind kind,
    long atNanos,
    long forNanos,
    List<Integer> nodes,
    List<Integer> others,
    boolean oneWay,
    List<String> classes,
    double factor) {
  /** Copies the lists; refuses times below 0, classes that are none and factors out of range. */
  public PlannedFault {
    nodes = List.copyOf(nodes);
    others = List.copyOf(others);
    classes = List.copyOf(classes);
    if (atNanos < 0 || forNanos < 0) {
      throw new IllegalArgumentException(
          "fault " + id + " at " + atNanos + " ns for " + forNanos + " ns");
    }
    classes.forEach(PlanConfig::checkClass);
    kind.checkFactor(factor);
  }

  /** A fault of nodes. */
  public static PlannedFault ofNodes(
      long id, FaultKind kind, long atNanos, long forNanos, List<Integer> nodes, double factor) {
    return new PlannedFault(
        id, kind, atNanos, forNanos, nodes, List.of(), false, List.of(), factor);
  }

  /** The same at another time. */
  public PlannedFault during(long otherAtNanos, long otherForNanos) {
    return new PlannedFault(
        id, kind, otherAtNanos, otherForNanos, nodes, others, oneWay, classes, factor);
  }

  /** The same between other nodes. */
  public PlannedFault between(List<Integer> otherNodes, List<Integer> otherOthers) {
    return new PlannedFault(
        id, kind, atNanos, forNanos, otherNodes, otherOthers, oneWay, classes, factor);
  }

  /** Virtual time of its end. */
  public long untilNanos() {
    return atNanos + forNanos;
  }

  /** Whether the node is one of those it strikes, or of one side. */
  public boolean strikes(int node) {
    return nodes.contains(node);
  }

  /** Whether it strikes frames of all classes from one node to another. */
  public boolean strikesLink(int from, int to) {
    return classes.isEmpty() && isBetween(from, to);
  }

  /** Whether it strikes frames of a class from one node to another. */
  public boolean strikesLink(int from, int to, String trafficClass) {
    return (classes.isEmpty() || classes.contains(trafficClass)) && isBetween(from, to);
  }

  private boolean isBetween(int from, int to) {
    if (others.isEmpty()) {
      return kind.reach() == FaultKind.Reach.NODES && isOf(from, to);
    }
    return (nodes.contains(from) && others.contains(to))
        || (!oneWay && nodes.contains(to) && others.contains(from));
  }

  private boolean isOf(int from, int to) {
    return nodes.contains(from) || (!oneWay && nodes.contains(to));
  }
}
