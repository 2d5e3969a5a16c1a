package org.rejoin.conflict;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalSummary;
import org.rejoin.crdt.kernel.DotFun;
import org.rejoin.crdt.kernel.StoreShape;

/** A {@link SiblingRegister} with its codec and options. Caps are local and not in the tag. */
final class SiblingType<V> implements CrdtType<SiblingRegister<V>> {
  private final String tag;
  private final Codec<V> codec;
  private final SiblingOptions options;
  private final StoreShape<DotFun<Version>> shape;

  SiblingType(Codec<V> codec, SiblingOptions options) {
    this.tag = "siblings/2<" + nameOf(codec) + (options.bases() ? ",bases>" : ">");
    this.codec = codec;
    this.options = options;
    this.shape = DotFun.shape(Version.codec(options.bases()));
  }

  /** The part of a codec in a tag; refuses names that would make a tag ambiguous. */
  static String nameOf(Codec<?> codec) {
    String name = codec.name();
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || "<>,".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "the name of a codec needs characters and none of '<', '>', ',' or space: " + name);
    }
    return name;
  }

  Codec<V> codec() {
    return codec;
  }

  SiblingOptions options() {
    return options;
  }

  StoreShape<DotFun<Version>> shape() {
    return shape;
  }

  Optional<SiblingOverflow> overflow(int siblings, long sizeBytes) {
    boolean over =
        siblings > options.maxSiblings() || (siblings > 1 && sizeBytes > options.maxBytes());
    return over
        ? Optional.of(
            new SiblingOverflow(siblings, sizeBytes, options.maxSiblings(), options.maxBytes()))
        : Optional.empty();
  }

  @Override
  public String tag() {
    return tag;
  }

  @Override
  public SiblingRegister<V> bottom() {
    return new SiblingRegister<>(this, Causal.bottom(shape));
  }

  @Override
  public SiblingRegister<V> read(CanonicalIn in) {
    return new SiblingRegister<>(this, Causal.read(shape, in));
  }

  @Override
  public Summary readSummary(CanonicalIn in) {
    return CausalSummary.read(in);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SiblingType<?> there && tag.equals(there.tag);
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
