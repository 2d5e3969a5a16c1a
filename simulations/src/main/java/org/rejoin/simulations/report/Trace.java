package org.rejoin.simulations.report;

import java.util.List;

/**
 * What was recorded of a run, in the order in which it happened.
 *
 * @param dropped rows that did not fit: those between the first many and the last many before the
 *     first violation, and what came long after it
 */
public record Trace(List<Row> rows, long dropped) {
  /** Copies the list. */
  public Trace {
    rows = List.copyOf(rows);
  }
}
