package org.rejoin.simulations.plan;

import org.rejoin.simulations.plan.Draws.Stream;

/**
 * What is drawn for one operation. Every draw has a number of its own: what one data type draws
 * changes nothing for others.
 *
 * @param id of the operation
 * @param position how many counting operations of its key came before
 */
record Dice(Draws draws, long id, double removes, int elements, int nodes, int position) {
  private static final int SPARSE = 61;
  private static final long MAX_AMOUNT = 1L << 40;
  private static final int VALUES = 5;

  /** Whether it removes something. */
  boolean isRemoval() {
    return draws.happens(removes, Stream.WORKLOAD, id, 6);
  }

  Dice withoutRemovals() {
    return new Dice(draws, id, 0, elements, nodes, position);
  }

  String element() {
    return "e" + draws.below(elements, Stream.WORKLOAD, id, 7);
  }

  /** A value that no other operation writes. */
  String value() {
    return "v" + id;
  }

  /** One of few values. */
  String fewValue() {
    return "v" + draws.below(VALUES, Stream.WORKLOAD, id, 11);
  }

  /** Every sum of some of a key's first amounts is a number of its own. */
  long sparse() {
    return position < SPARSE
        ? 1L << position
        : draws.between(1, MAX_AMOUNT, Stream.WORKLOAD, id, 8);
  }

  boolean isDown() {
    return draws.happens(0.3, Stream.WORKLOAD, id, 9);
  }

  long between(long low, long high) {
    return draws.between(low, high, Stream.WORKLOAD, id, 12);
  }

  /** Whether it is of a rarer kind. */
  boolean isRare(double share) {
    return draws.happens(share, Stream.WORKLOAD, id, 13);
  }

  int node() {
    return draws.below(nodes, Stream.WORKLOAD, id, 14);
  }
}
