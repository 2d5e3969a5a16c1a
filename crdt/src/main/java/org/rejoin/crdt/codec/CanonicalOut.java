package org.rejoin.crdt.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A growing byte buffer with the primitives of the canonical encoding: shortest varints, big-endian
 * fixed longs, length-prefixed bytes, strict UTF-8. Not thread-safe.
 */
public final class CanonicalOut {
  private byte[] buffer = new byte[64];
  private int size;

  /** An empty buffer. */
  public CanonicalOut() {}

  /** Bytes written so far. */
  public int size() {
    return size;
  }

  /** One byte. */
  public CanonicalOut writeByte(int value) {
    ensure(1);
    buffer[size++] = (byte) value;
    return this;
  }

  /** One byte, 0 or 1. */
  public CanonicalOut writeBoolean(boolean value) {
    return writeByte(value ? 1 : 0);
  }

  /** An unsigned LEB128 varint of 1 to 10 bytes, never longer than needed. */
  public CanonicalOut writeVarLong(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
    return this;
  }

  /** A count or length; negative values are refused. */
  public CanonicalOut writeVarInt(int value) {
    if (value < 0) {
      throw new IllegalArgumentException("a count cannot be negative: " + value);
    }
    return writeVarLong(value);
  }

  /** A signed value, zig-zag coded so that small magnitudes stay short. */
  public CanonicalOut writeSignedVarLong(long value) {
    return writeVarLong((value << 1) ^ (value >> 63));
  }

  /** Eight bytes, most significant first. */
  public CanonicalOut writeFixedLong(long value) {
    ensure(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Sixteen bytes. */
  public CanonicalOut writeDigest(Digest128 value) {
    return writeFixedLong(value.high()).writeFixedLong(value.low());
  }

  /** The bytes as they are, without a length. */
  public CanonicalOut writeRaw(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
    return this;
  }

  /** A length and the bytes. */
  public CanonicalOut writeBytes(byte[] bytes) {
    return writeVarInt(bytes.length).writeRaw(bytes);
  }

  /** A length and UTF-8; a lone surrogate is refused, nothing is normalised. */
  public CanonicalOut writeString(String value) {
    return writeBytes(utf8(value));
  }

  /** What was written, copied. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** CRC-32C of all that was written so far, 4 bytes: against damage, not against forgery. */
  public CanonicalOut writeChecksum() {
    CRC32C crc = new CRC32C();
    crc.update(buffer, 0, size);
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      writeByte((int) (crc.getValue() >>> shift) & 0xFF);
    }
    return this;
  }

  /** Strict UTF-8 of {@code value}; a lone surrogate is refused. */
  public static byte[] utf8(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < value.length()
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!paired) {
          throw new IllegalArgumentException(
              "not a valid Unicode string (lone surrogate), cannot be encoded: \"" + value + "\"");
        }
        i++;
      }
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private void ensure(int more) {
    int needed = size + more;
    if (needed < 0) {
      throw new IllegalStateException("an encoding above 2 GiB");
    }
    if (needed > buffer.length) {
      buffer =
          Arrays.copyOf(
              buffer, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, buffer.length * 2L)));
    }
  }
}
