package org.rejoin.crdt;

import java.math.BigInteger;

/** What both plain counters have in common: cells, and their total as the value. */
abstract class Counter<S extends Counter<S, E>, E extends CounterEditor>
    extends LatticeCrdt<S, CounterCells, E> {
  Counter(CounterType<S, E> type, CounterCells cells) {
    super(type, cells);
  }

  /** The sum; O(1). Throws {@link ArithmeticException} where it does not fit in a long. */
  public final long value() {
    return lattice().total().toLong();
  }

  /** The sum, whatever its size. */
  public final BigInteger valueExact() {
    return lattice().total().toBigInteger();
  }

  /** Whether {@code replica} ever changed what this state holds. */
  public final boolean hasRow(ReplicaId replica) {
    return lattice().hasRow(replica);
  }

  @Override
  public final boolean showsReuseOf(ReplicaId self, S before) {
    return hasRow(self);
  }

  /** Such as {@code GCounter{0000000000000001: +3}}. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + lattice();
  }
}
