package org.rejoin.crdt.kernel;

import java.util.Arrays;
import org.rejoin.crdt.codec.Codec;

/** A value beside its canonical bytes, which alone count for order and equality. */
final class Key<K> implements Comparable<Key<K>> {
  private final byte[] bytes;
  private final K value;

  /** The array is given away. */
  Key(byte[] bytes, K value) {
    this.bytes = bytes;
    this.value = value;
  }

  static <K> Key<K> of(Codec<K> codec, K value) {
    return new Key<>(codec.encode(value), value);
  }

  /** Not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  K value() {
    return value;
  }

  @Override
  public int compareTo(Key<K> other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Key<?> key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
