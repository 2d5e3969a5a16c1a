package org.rejoin.simulations.plan;

import java.util.List;

/**
 * A fault of a plan.
 *
 * @param id stable: the same fault keeps it when others are left out
 * @param atNanos virtual time of its begin
 * @param forNanos how long it lasts
 * @param nodes indices of the nodes it strikes, or of one side
 * @param others indices of the other side, for cuts
 * @param factor for slow links; else 1
 */
public record PlannedFault(
    long id,
    FaultKind kind,
    long atNanos,
    long forNanos,
    List<Integer> nodes,
    List<Integer> others,
    double factor) {
  /** Copies the lists. */
  public PlannedFault {
    nodes = List.copyOf(nodes);
    others = List.copyOf(others);
  }

  /** Virtual time of its end. */
  public long untilNanos() {
    return atNanos + forNanos;
  }
}
