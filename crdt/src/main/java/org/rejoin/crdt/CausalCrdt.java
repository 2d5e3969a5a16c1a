package org.rejoin.crdt;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalContext;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.CausalEdited;
import org.rejoin.crdt.kernel.CausalJoined;
import org.rejoin.crdt.kernel.CausalParts;
import org.rejoin.crdt.kernel.CausalSettling;
import org.rejoin.crdt.kernel.CausalSummary;
import org.rejoin.crdt.kernel.DotStore;

/** A data type on the causal kernel: hands to it everything but reading and editing values. */
abstract class CausalCrdt<S extends CausalCrdt<S, D, E>, D extends DotStore, E>
    implements Editable<S, E> {
  private final CausalType<S, D, E> type;
  private final Causal<D> causal;

  CausalCrdt(CausalType<S, D, E> type, Causal<D> causal) {
    this.type = type;
    this.causal = causal;
  }

  final D store() {
    return causal.store();
  }

  private Causal<D> causal() {
    return causal;
  }

  @SuppressWarnings({"unchecked", "ReferenceEquality"})
  private S state(Causal<D> other) {
    return other == causal ? (S) this : type.state(other);
  }

  @Override
  public final CrdtType<S> type() {
    return type;
  }

  @Override
  public final boolean isBottom() {
    return causal.isBottom();
  }

  @Override
  public final Edited<S> edit(Origin origin, Consumer<E> change) {
    CausalEdit edit = causal.startEdit(origin);
    CausalEdited<D> edited = causal.finish(edit, type.editStore(edit, causal.store(), change));
    return new Edited<>(state(edited.state()), state(edited.delta()));
  }

  @Override
  public final Joined<S> join(S other, JoinReport report) {
    if (!type.equals(other.type())) {
      throw new IncompatibleTypeException(type.tag(), other.type().tag());
    }
    CausalCrdt<S, D, E> there = other;
    CausalJoined<D> joined = causal.join(there.causal(), report);
    return new Joined<>(state(joined.state()), state(joined.novelty()));
  }

  @Override
  public final Joined<S> join(S other, Sealed sealed, boolean whole, JoinReport report) {
    if (!type.equals(other.type())) {
      throw new IncompatibleTypeException(type.tag(), other.type().tag());
    }
    CausalCrdt<S, D, E> there = other;
    CausalJoined<D> joined = CausalSettling.join(causal, there.causal(), sealed, whole, report);
    return new Joined<>(state(joined.state()), state(joined.novelty()));
  }

  @Override
  public final S settle(Settlement settlement) {
    return state(CausalSettling.settle(causal, settlement));
  }

  /** Whether all of {@code named} were seen. */
  final boolean saw(List<Dot> named) {
    return causal.context().containsAll(CausalContext.of(named));
  }

  @Override
  public final Stream<S> decompose() {
    return causal.decompose().map(this::state);
  }

  @Override
  public final List<S> halves() {
    return causal.halves().stream().map(this::state).toList();
  }

  @Override
  public final Summary summary() {
    return causal.summary();
  }

  @Override
  public final S deltaSince(Summary peer) {
    return state(causal.deltaSince(seen(peer)));
  }

  @Override
  public final S deltaSince(Summary peer, Sealed sealed) {
    return state(CausalSettling.deltaSince(causal, seen(peer), sealed));
  }

  @Override
  public final Parts<S> parts() {
    return new Parts<>() {
      @Override
      public Summary outline() {
        return CausalParts.outline(causal);
      }

      @Override
      public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
        CausalParts.forEach(causal, suite, action);
      }

      @Override
      public S choose(HashSuite suite, Predicate<? super Digest128> chosen) {
        return state(CausalParts.choose(causal, suite, chosen));
      }

      @Override
      public Summary names(S some) {
        return some.summary();
      }

      @Override
      public S missing(Peer<S> peer, Sealed sealed) {
        CausalCrdt<S, D, E> lacking = peer.lacking();
        return state(
            CausalParts.missing(
                causal, seen(peer.outline()), lacking.causal(), seen(peer.names()), sealed));
      }
    };
  }

  private CausalSummary seen(Summary peer) {
    if (!(peer instanceof CausalSummary seen)) {
      throw new IncompatibleTypeException(type.tag(), "summary " + peer.getClass().getSimpleName());
    }
    return seen;
  }

  @Override
  public final boolean showsReuseOf(ReplicaId self, S before) {
    CausalCrdt<S, D, E> there = before;
    return causal.showsReuseOf(self, there.causal());
  }

  @Override
  public final void write(CanonicalOut out) {
    causal.write(out);
  }

  @Override
  public final Digest128 digest(HashSuite suite) {
    return causal.digest(suite);
  }

  /** Over the state, not the value. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof CausalCrdt<?, ?, ?> crdt
        && type.equals(crdt.type)
        && causal.equals(crdt.causal);
  }

  @Override
  public final int hashCode() {
    return 31 * type.hashCode() + causal.hashCode();
  }
}
