package org.rejoin.crdt;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Lattice;

/** A value of a chain, or none, which is below all; join takes the higher one. Immutable. */
final class ChainValue<V> implements Lattice<ChainValue<V>>, Comparable<ChainValue<V>> {
  private static final int VERSION = 1;

  private final ChainOrder<V> order;
  private final @Nullable V value;
  private final byte[] bytes;

  private ChainValue(ChainOrder<V> order, @Nullable V value, byte[] bytes) {
    this.order = order;
    this.value = value;
    this.bytes = bytes;
  }

  static <V> ChainValue<V> none(ChainOrder<V> order) {
    return new ChainValue<>(order, null, new byte[0]);
  }

  /** {@code other} in the same order. */
  ChainValue<V> of(V other) {
    return new ChainValue<>(order, other, order.codec().encode(other));
  }

  Optional<V> value() {
    return Optional.ofNullable(value);
  }

  @Override
  public int compareTo(ChainValue<V> other) {
    V here = value;
    V there = other.value;
    if (here == null || there == null) {
      return (here == null ? 0 : 1) - (there == null ? 0 : 1);
    }
    int byOrder = order.comparator().compare(here, there);
    return byOrder != 0 ? byOrder : Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean isBottom() {
    return value == null;
  }

  @Override
  public Merged<ChainValue<V>> join(ChainValue<V> other) {
    return compareTo(other) >= 0 ? new Merged<>(this, none(order)) : new Merged<>(other, other);
  }

  @Override
  public Stream<ChainValue<V>> decompose() {
    return isBottom() ? Stream.empty() : Stream.of(this);
  }

  /** Version, whether there is a value, and its bytes. */
  void write(CanonicalOut out) {
    out.writeByte(VERSION).writeBoolean(!isBottom()).writeRaw(bytes);
  }

  /** Reads a value in this order. */
  ChainValue<V> read(CanonicalIn in) {
    LatticeType.readVersion(in, VERSION);
    return in.readBoolean() ? of(in.readCanonical(order.codec())) : none(order);
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    return isBottom() ? Digest128.ZERO : suite.hash128(HashDomain.LEAF, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainValue<?> chain
        && isBottom() == chain.isBottom()
        && Arrays.equals(bytes, chain.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return isBottom() ? "[]" : "[" + value + "]";
  }
}
