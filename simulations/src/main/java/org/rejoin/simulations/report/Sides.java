package org.rejoin.simulations.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;

/** Who was on which side of a cut when, by the plan. */
final class Sides {
  static final String WHOLE = "no cut";
  static final String MAJORITY = "majority side";
  static final String MINORITY = "minority side";
  static final String SAME = "same side of a cut";
  static final String ACROSS = "across a cut";

  private final List<PlannedFault> cuts;
  private final List<String> nodes;

  Sides(Plan plan) {
    this.nodes = plan.config().nodes();
    this.cuts =
        plan.faults().stream()
            .filter(f -> f.kind() == FaultKind.CUT || f.kind() == FaultKind.QUARANTINE)
            .toList();
  }

  /** The side that a node is on at a moment. */
  String of(int node, long at) {
    Set<Integer> mine = reached(node, at);
    if (mine.size() == nodes.size()) {
      return WHOLE;
    }
    return mine.size() > nodes.size() / 2 ? MAJORITY : MINORITY;
  }

  /** How two nodes stood to each other at a moment. */
  String between(int a, int b, long at) {
    Set<Integer> mine = reached(a, at);
    if (mine.size() == nodes.size()) {
      return WHOLE;
    }
    return mine.contains(b) ? SAME : ACROSS;
  }

  /** Index of the node that an incarnation such as {@code n2'3} is one of; -1 if of none. */
  int node(String incarnation) {
    int quote = incarnation.indexOf('\'');
    return nodes.indexOf(quote < 0 ? incarnation : incarnation.substring(0, quote));
  }

  private Set<Integer> reached(int node, long at) {
    Set<Integer> found = new TreeSet<>(List.of(node));
    Deque<Integer> next = new ArrayDeque<>(found);
    while (!next.isEmpty()) {
      int from = next.removeFirst();
      for (int to = 0; to < nodes.size(); to++) {
        if (!found.contains(to) && reach(from, to, at)) {
          found.add(to);
          next.addLast(to);
        }
      }
    }
    return found;
  }

  private boolean reach(int a, int b, long at) {
    for (PlannedFault cut : cuts) {
      boolean isNow = cut.atNanos() <= at && at < cut.untilNanos();
      if (isNow && (cut.strikesLink(a, b) || cut.strikesLink(b, a))) {
        return false;
      }
    }
    return true;
  }
}
