package org.rejoin.crdt.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string, compared as unsigned bytes, shorter first among equal prefixes. */
public final class Bytes implements Comparable<Bytes> {
  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** A copy of {@code value}. */
  public static Bytes of(byte[] value) {
    return new Bytes(value.clone());
  }

  /** Takes {@code value} as it is; the caller gives it away and never changes it again. */
  public static Bytes wrap(byte[] value) {
    return new Bytes(value);
  }

  /** Length in bytes. */
  public int size() {
    return value.length;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return value.clone();
  }

  /** Appends the bytes, without a length. */
  public void writeRaw(CanonicalOut out) {
    out.writeRaw(value);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(value);
  }
}
