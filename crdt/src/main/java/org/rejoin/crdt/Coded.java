package org.rejoin.crdt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * The value of a register as the bytes its origin encoded. They travel unchanged and are decoded
 * when first read, so their codec need not be canonical. Immutable; the decoded value is a cache.
 */
final class Coded<V> implements Comparable<Coded<V>> {
  private final byte[] bytes;
  private volatile @Nullable V decoded;

  /** The array is given away. */
  Coded(byte[] bytes) {
    this.bytes = bytes;
  }

  static <V> Coded<V> of(Codec<V> codec, V value) {
    return new Coded<>(codec.encode(value));
  }

  /** Length and bytes, whatever the codec of the value. */
  static <V> Codec<Coded<V>> codec() {
    return Codecs.of(
        "coded", (value, out) -> out.writeBytes(value.bytes), in -> new Coded<>(in.readBytes()));
  }

  /** The value, decoded once. */
  V value(Codec<V> codec) {
    V known = decoded;
    if (known == null) {
      try {
        known = codec.decode(bytes);
      } catch (MalformedBytesException e) {
        throw e;
      } catch (RuntimeException e) {
        throw new MalformedBytesException(
            "codec " + codec.name() + " cannot decode a register value: " + e.getMessage(), e);
      }
      decoded = known;
    }
    return known;
  }

  /** By bytes, as unsigned numbers. */
  @Override
  public int compareTo(Coded<V> other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Coded<?> coded && Arrays.equals(bytes, coded.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Such as {@code 5B}. */
  @Override
  public String toString() {
    return bytes.length + "B";
  }
}
