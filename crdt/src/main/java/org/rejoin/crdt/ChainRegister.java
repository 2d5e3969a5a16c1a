package org.rejoin.crdt;

import java.util.Optional;

/** What both registers have in common: a value of a chain. */
abstract class ChainRegister<S extends ChainRegister<S, V, E>, V, E extends ChainEditor<V>>
    extends LatticeCrdt<S, ChainValue<V>, E> implements Chain<S> {
  ChainRegister(ChainType<S, V, E> type, ChainValue<V> value) {
    super(type, value);
  }

  /** The value that won so far; empty if none was offered. */
  public final Optional<V> value() {
    return lattice().value();
  }

  /** Which state the join of both is. */
  @Override
  public final int compareTo(S other) {
    ChainRegister<S, V, E> there = other;
    return lattice().compareTo(there.lattice());
  }

  /** Such as {@code MaxRegister[5]}. */
  @Override
  public final String toString() {
    return getClass().getSimpleName() + lattice();
  }
}
