package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.IncompatibleTypeException;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.CausalContext;

/**
 * A register whose values a {@link Resolver} merges in every join: usually it holds one value, the
 * merge of all that were ever put. The resolver has to be a semilattice on values under their top
 * stamp (associative, commutative, idempotent; see {@code ResolverLaw.LATTICE}), such as a union or
 * a maximum; its name and version are part of the type, so that states of two versions never join.
 *
 * <p>A put only adds: what it replaced would come back with every value that was merged with it
 * elsewhere. There is no remove; deleting the whole object is up to the store.
 *
 * <p>State: versions, each a value with its top stamp and the set of the puts that went into it;
 * one whose puts another holds is gone. Where the resolver fails (throws, gives no value, keeps
 * all) a join keeps both versions and loses nothing; {@link #isSplit} tells, and is to be alarmed.
 * A replica where it did not fail heals the others. Values that merge with nothing stay apart; puts
 * that add one beyond the cap are refused.
 *
 * <p>Cost, with one version: edit and join one call of the resolver and O(ids + value); k versions
 * that do not merge cost O(k^2) calls, at most 4 096 a join. Bytes: value + 18, about 11 a replica
 * id. A merged value cannot be taken apart again: {@link #decompose} gives each version whole, so
 * that a part of a join may be above both sides. Puts of sealed ids stay in the sets at a stability
 * cut: a version of which no other put is known could not be told from those that it went into.
 * Immutable and thread-safe, if the resolver is.
 *
 * <p>Papers: Shapiro et al., <i>Conflict-free Replicated Data Types</i>, SSS 2011, section 2;
 * version sets: Almeida et al., DAIS 2014.
 */
public final class LatticeRegister<V>
    implements Editable<LatticeRegister<V>, LatticeRegister.Editor<V>> {
  private record Known(HashSuite suite, Digest128 digest) {}

  private final LatticeType<V> type;
  private final List<Merged> versions;
  private @Nullable Known digest;

  LatticeRegister(LatticeType<V> type, List<Merged> versions) {
    this.type = type;
    this.versions = versions;
  }

  /**
   * The type of registers that merge with {@code resolver}.
   *
   * @param codec has to be canonical
   * @param options the caps are used; there are no bases
   */
  public static <V> CrdtType<LatticeRegister<V>> type(
      Codec<V> codec, Resolver<V> resolver, SiblingOptions options) {
    return new LatticeType<>(codec, resolver, options);
  }

  /** The same with default caps. */
  public static <V> CrdtType<LatticeRegister<V>> type(Codec<V> codec, Resolver<V> resolver) {
    return type(codec, resolver, SiblingOptions.defaults());
  }

  /** The merged value; empty if there is none, or the register {@linkplain #isSplit is split}. */
  public Optional<V> value() {
    Siblings<V> siblings = siblings();
    return siblings.size() == 1 ? Optional.of(siblings.first().value()) : Optional.empty();
  }

  /** What is in the register, more than one only if it {@linkplain #isSplit is split}. */
  public Siblings<V> siblings() {
    return type.siblings(
        versions.stream().map(Merged::version).toList(), Token.of(Merged.union(versions)));
  }

  /** Whether versions stand side by side that the resolver failed to merge. */
  public boolean isSplit() {
    return versions.size() > 1;
  }

  /** What is beyond the caps; only a split register can be. */
  public Optional<SiblingOverflow> overflow() {
    long sizeBytes = versions.stream().mapToLong(merged -> merged.version().sizeBytes()).sum();
    SiblingOptions caps = type.options();
    return isSplit() && (versions.size() > caps.maxSiblings() || sizeBytes > caps.maxBytes())
        ? Optional.of(
            new SiblingOverflow(versions.size(), sizeBytes, caps.maxSiblings(), caps.maxBytes()))
        : Optional.empty();
  }

  @Override
  public Edited<LatticeRegister<V>> edit(Origin origin, Consumer<Editor<V>> change) {
    Editor<V> editor = new Editor<>(this, origin);
    try {
      change.accept(editor);
      return new Edited<>(editor.state, editor.delta);
    } finally {
      editor.ended = true;
    }
  }

  @Override
  public CrdtType<LatticeRegister<V>> type() {
    return type;
  }

  @Override
  public boolean isBottom() {
    return versions.isEmpty();
  }

  @Override
  public Joined<LatticeRegister<V>> join(LatticeRegister<V> other, JoinReport report) {
    if (!type.equals(other.type)) {
      throw new IncompatibleTypeException(type.tag(), other.type.tag());
    }
    Merged.reportForks(versions, other.versions, report);
    List<Merged> fresh = Merged.beyond(other.versions, versions);
    if (fresh.isEmpty()) {
      return new Joined<>(this, type.bottom());
    }
    List<Merged> all = new ArrayList<>(Merged.beyond(versions, fresh));
    all.addAll(fresh);
    LatticeRegister<V> novelty = new LatticeRegister<>(type, fresh);
    boolean alone = all.size() == fresh.size();
    return new Joined<>(
        alone ? novelty : new LatticeRegister<>(type, Merged.mergeAll(all, type)), novelty);
  }

  /** Each version whole. */
  @Override
  public Stream<LatticeRegister<V>> decompose() {
    return versions.stream().map(merged -> new LatticeRegister<>(type, List.of(merged)));
  }

  @Override
  public Summary summary() {
    return LatticeSummary.of(versions);
  }

  @Override
  public LatticeRegister<V> deltaSince(Summary peer) {
    if (!(peer instanceof LatticeSummary seen)) {
      throw new IncompatibleTypeException(type.tag(), peer.getClass().getSimpleName());
    }
    return new LatticeRegister<>(
        type, versions.stream().filter(merged -> !seen.covers(merged.dots())).toList());
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, LatticeRegister<V> before) {
    return Merged.union(versions).minus(Merged.union(before.versions)).indexOf(self) >= 0;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeByte(LatticeType.version()).writeVarInt(versions.size());
    versions.forEach(merged -> merged.write(out));
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    Known known = digest;
    if (known == null || !known.suite.equals(suite)) {
      known = new Known(suite, suite.hash128(HashDomain.LEAF, toBytes()));
      digest = known;
    }
    return known.digest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatticeRegister<?> register
        && type.equals(register.type)
        && versions.equals(register.versions);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + versions.hashCode();
  }

  /** Such as {@code LatticeRegister[5B@1000.0]}. */
  @Override
  public String toString() {
    return "LatticeRegister"
        + versions.stream()
            .map(merged -> merged.version().value().size() + "B@" + merged.version().stamp())
            .toList();
  }

  /** Changes a register within one edit. Not thread-safe, dead when the edit ends. */
  public static final class Editor<V> {
    private final CausalContext before;
    private final Origin origin;
    private LatticeRegister<V> state;
    private LatticeRegister<V> delta;
    private boolean ended;

    private Editor(LatticeRegister<V> state, Origin origin) {
      this.before = Merged.union(state.versions);
      this.origin = origin;
      this.state = state;
      this.delta = state.type.bottom();
      before.next(origin.replica());
    }

    /** The merged value so far. */
    public Optional<V> value() {
      return live().value();
    }

    /**
     * Adds {@code value} to what is there, here and everywhere.
     *
     * @throws SiblingOverflowException if the resolver cannot merge it and the caps are reached
     */
    public Editor<V> put(V value) {
      LatticeType<V> type = live().type;
      Dot dot = before.union(Merged.union(delta.versions)).next(origin.replica());
      Version version =
          new Version(
              origin.stamp(), origin.replica(), Bytes.wrap(type.codec().encode(value)), null);
      LatticeRegister<V> put =
          new LatticeRegister<>(type, List.of(new Merged(CausalContext.of(dot), version)));
      LatticeRegister<V> after = state.join(put);
      if (after.versions.size() > state.versions.size()) {
        after.overflow().ifPresent(Editor::refuse);
      }
      state = after;
      delta = delta.join(put);
      return this;
    }

    private LatticeRegister<V> live() {
      if (ended) {
        throw new IllegalStateException("this edit has ended; its editor cannot be used any more");
      }
      return state;
    }

    private static void refuse(SiblingOverflow overflow) {
      throw new SiblingOverflowException(overflow);
    }
  }
}
