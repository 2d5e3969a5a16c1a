package org.rejoin.crdt;

import java.util.function.Consumer;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.kernel.Lattice;

/** What the types without causal context have in common: a lattice, its bytes and its editor. */
abstract class LatticeType<S extends LatticeCrdt<S, L, E>, L extends Lattice<L>, E>
    implements CrdtType<S> {
  private final String tag;
  private final L bottom;

  LatticeType(String tag, L bottom) {
    this.tag = tag;
    this.bottom = bottom;
  }

  /** The state around {@code lattice}. */
  abstract S state(L lattice);

  /** An editor that starts from {@code before}. */
  abstract E openEditor(L before, ReplicaId self);

  /** Ends the editor's life and takes what it changed. */
  abstract L closeEditor(E editor);

  /** Version and content; equal values give equal bytes. */
  abstract void write(L lattice, CanonicalOut out);

  /** Reads what {@link #write} wrote and refuses all else. */
  abstract L readLattice(CanonicalIn in);

  /** What is left of {@code lattice} at a stability cut. */
  L settle(L lattice, Settlement settlement) {
    return lattice;
  }

  final L bottomLattice() {
    return bottom;
  }

  /** What {@code change} adds to {@code before}. */
  final L delta(L before, Origin origin, Consumer<E> change) {
    E editor = openEditor(before, origin.replica());
    L delta;
    try {
      change.accept(editor);
    } finally {
      delta = closeEditor(editor);
    }
    return delta;
  }

  /** Refuses another version than {@code expected}. */
  static void readVersion(CanonicalIn in, int expected) {
    int version = in.readByte();
    if (version != expected) {
      throw in.malformed("version " + expected + " was expected, found " + version);
    }
  }

  @Override
  public final String tag() {
    return tag;
  }

  @Override
  public final S bottom() {
    return state(bottom);
  }

  @Override
  public final S read(CanonicalIn in) {
    return state(readLattice(in));
  }

  @Override
  public final Summary readSummary(CanonicalIn in) {
    return new LatticeSummary<>(this, readLattice(in));
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof LatticeType<?, ?, ?> type && tag.equals(type.tag);
  }

  @Override
  public final int hashCode() {
    return tag.hashCode();
  }

  @Override
  public final String toString() {
    return tag;
  }
}
