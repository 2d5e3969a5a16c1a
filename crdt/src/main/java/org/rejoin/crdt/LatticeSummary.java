package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.kernel.Lattice;

/** What a state without causal context has seen: its value, which is its own vector. */
record LatticeSummary<L extends Lattice<L>>(LatticeType<?, L, ?> type, L lattice)
    implements Summary {
  /** The value in {@code summary}, if it is one of such a type. */
  @SuppressWarnings("unchecked")
  static <L extends Lattice<L>> L latticeOf(Summary summary, LatticeType<?, L, ?> type) {
    if (summary instanceof LatticeSummary<?> other && type.equals(other.type)) {
      return (L) other.lattice;
    }
    throw new IncompatibleTypeException(type.tag(), summary.toString());
  }

  @Override
  public boolean covers(Summary other) {
    return lattice.join(latticeOf(other, type)).novelty().isBottom();
  }

  @Override
  public void write(CanonicalOut out) {
    type.write(lattice, out);
  }

  /** Such as {@code summary of gcounter/1}. */
  @Override
  public String toString() {
    return "summary of " + type;
  }
}
