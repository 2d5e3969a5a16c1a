package org.rejoin.conflict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.Codec;

/** A {@link LatticeRegister} with its codec and resolver, both named in the tag. */
final class LatticeType<V> implements CrdtType<LatticeRegister<V>> {
  /** How often one join asks the resolver; what is left then stays apart until the next. */
  static final int MAX_ATTEMPTS = 4_096;

  private static final int VERSION = 1;

  private final String tag;
  private final Codec<V> codec;
  private final Resolver<V> resolver;
  private final SiblingOptions options;

  LatticeType(Codec<V> codec, Resolver<V> resolver, SiblingOptions options) {
    if (!codec.isCanonical()) {
      throw new IllegalArgumentException(
          "merged values are encoded anew everywhere; codec " + codec.name() + " is not canonical");
    }
    this.tag = "lattice/1<" + SiblingType.nameOf(codec) + "," + ResolverId.of(resolver) + ">";
    this.codec = codec;
    this.resolver = resolver;
    this.options = options;
  }

  Codec<V> codec() {
    return codec;
  }

  SiblingOptions options() {
    return options;
  }

  Siblings<V> siblings(List<Version> versions, Token token) {
    return Versions.siblings(codec, versions, token);
  }

  /** The bytes of the one value that the resolver makes of {@code versions}; empty if it fails. */
  Optional<Bytes> resolve(List<Version> versions, Token token) {
    Siblings<V> siblings;
    try {
      siblings = siblings(versions, token);
    } catch (RuntimeException undecodable) {
      return Optional.empty();
    }
    return Resolved.of(siblings, resolver, codec, options.maxBytes()).result();
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public LatticeRegister<V> bottom() {
    return new LatticeRegister<>(this, List.of());
  }

  @Override
  public LatticeRegister<V> read(CanonicalIn in) {
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("unknown version of a state: " + version);
    }
    List<Merged> versions = new ArrayList<>();
    for (int i = in.readCount(23); i > 0; i--) {
      Merged merged = Merged.read(in);
      boolean first = versions.isEmpty();
      if (!first && Merged.ORDER.compare(versions.get(versions.size() - 1), merged) >= 0) {
        throw in.malformed("versions have to ascend, found " + merged);
      }
      versions.add(merged);
    }
    for (Merged merged : versions) {
      if (versions.stream()
          .anyMatch(m -> !m.equals(merged) && m.dots().containsAll(merged.dots()))) {
        throw in.malformed("a version that another holds: " + merged);
      }
    }
    return new LatticeRegister<>(this, List.copyOf(versions));
  }

  static int version() {
    return VERSION;
  }

  @Override
  public Summary readSummary(CanonicalIn in) {
    return LatticeSummary.read(in);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LatticeType<?> there && tag.equals(there.tag);
  }

  @Override
  public int hashCode() {
    return tag.hashCode();
  }

  @Override
  public String toString() {
    return tag;
  }
}
