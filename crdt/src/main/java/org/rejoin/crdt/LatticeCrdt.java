package org.rejoin.crdt;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Lattice;

/** A data type without causal context: hands everything but its editor and its value to one. */
abstract class LatticeCrdt<S extends LatticeCrdt<S, L, E>, L extends Lattice<L>, E>
    implements Editable<S, E> {
  private final LatticeType<S, L, E> type;
  private final L lattice;

  LatticeCrdt(LatticeType<S, L, E> type, L lattice) {
    this.type = type;
    this.lattice = lattice;
  }

  final L lattice() {
    return lattice;
  }

  @SuppressWarnings({"unchecked", "ReferenceEquality"})
  private S state(L other) {
    return other == lattice ? (S) this : type.state(other);
  }

  @Override
  public final CrdtType<S> type() {
    return type;
  }

  @Override
  public final boolean isBottom() {
    return lattice.isBottom();
  }

  @Override
  public final Edited<S> edit(Origin origin, Consumer<E> change) {
    Lattice.Merged<L> merged = lattice.join(type.delta(lattice, origin, change));
    return new Edited<>(state(merged.state()), state(merged.novelty()));
  }

  @Override
  public final Joined<S> join(S other, JoinReport report) {
    if (!type.equals(other.type())) {
      throw new IncompatibleTypeException(type.tag(), other.type().tag());
    }
    LatticeCrdt<S, L, E> there = other;
    Lattice.Merged<L> merged = lattice.join(there.lattice());
    return new Joined<>(state(merged.state()), state(merged.novelty()));
  }

  @Override
  public final S settle(Settlement settlement) {
    return state(type.settle(lattice, settlement));
  }

  @Override
  public final Stream<S> decompose() {
    return lattice.decompose().map(this::state);
  }

  @Override
  public final List<S> halves() {
    return lattice.halves(type.bottomLattice()).stream().map(this::state).toList();
  }

  @Override
  public final Summary summary() {
    return new LatticeSummary<>(type, lattice);
  }

  @Override
  public final S deltaSince(Summary peer) {
    return state(LatticeSummary.latticeOf(peer, type).join(lattice).novelty());
  }

  @Override
  public final Parts<S> parts() {
    return new Parts<>() {
      @Override
      public Summary outline() {
        return new LatticeSummary<>(type, type.bottomLattice());
      }

      @Override
      public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
        lattice.forEachPart(suite, action);
      }

      @Override
      public S choose(HashSuite suite, Predicate<? super Digest128> chosen) {
        return state(lattice.choose(type.bottomLattice(), suite, chosen));
      }

      @Override
      public Summary names(S some) {
        return outline();
      }

      @Override
      public S missing(Peer<S> peer, Sealed sealed) {
        return peer.lacking();
      }
    };
  }

  @Override
  public final void write(CanonicalOut out) {
    type.write(lattice, out);
  }

  @Override
  public final Digest128 digest(HashSuite suite) {
    return lattice.digest(suite);
  }

  /** Over the state, not the value. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof LatticeCrdt<?, ?, ?> crdt
        && type.equals(crdt.type)
        && lattice.equals(crdt.lattice);
  }

  @Override
  public final int hashCode() {
    return 31 * type.hashCode() + lattice.hashCode();
  }
}
