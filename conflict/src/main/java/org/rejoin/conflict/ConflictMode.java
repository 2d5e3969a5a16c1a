package org.rejoin.conflict;

/** When a keyspace applies its resolver to siblings. */
public enum ConflictMode {
  /** On reads only: siblings stay, the result is a view of them. Needs a deterministic resolver. */
  ON_READ,
  /**
   * The home of the key puts the result in place of the siblings after a delay. Needs a resolver
   * that gives the same whether or not some of the siblings were written back before.
   */
  WRITE_BACK,
  /**
   * In joins: see {@link LatticeRegister}. Needs a resolver that is a semilattice, and quick: a
   * join cannot wait for another thread, so it runs within the step of the key's group, which does
   * nothing else until it ends. One that blocks or loops stops that group on this node, with no
   * time-out; {@link org.rejoin.conflict.laws.ResolverLaw#COST} bounds what it may do. One that
   * throws loses nothing.
   */
  LATTICE
}
