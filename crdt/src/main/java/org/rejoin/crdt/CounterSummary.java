package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalOut;

/** What a counter has seen: its cells, for a counter is its own vector. */
record CounterSummary(CounterCells cells, boolean signed) implements Summary {
  /** The cells of {@code summary}, if it is one of such a counter. */
  static CounterCells cellsOf(Summary summary, boolean signed, String tag) {
    if (summary instanceof CounterSummary counter && counter.signed == signed) {
      return counter.cells;
    }
    throw new IncompatibleTypeException(tag, summary.getClass().getSimpleName());
  }

  @Override
  public boolean covers(Summary other) {
    return cellsOf(other, signed, toString()).newerThan(cells).isEmpty();
  }

  @Override
  public void write(CanonicalOut out) {
    cells.write(out, signed);
  }

  @Override
  public String toString() {
    return cells.toString();
  }
}
