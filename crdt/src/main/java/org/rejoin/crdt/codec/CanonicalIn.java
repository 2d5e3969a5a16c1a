package org.rejoin.crdt.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads what {@link CanonicalOut} writes and refuses everything else with {@link
 * MalformedBytesException}: long varints, lengths beyond the bytes that remain (checked before
 * anything is allocated), nesting deeper than {@value #MAX_DEPTH}, trailing bytes. Not thread-safe;
 * the array is not copied and must not change while it is read.
 */
public final class CanonicalIn {
  /** How deep containers may nest. */
  public static final int MAX_DEPTH = 64;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int position;
  private int depth;

  /** Reads all of {@code bytes}. */
  public CanonicalIn(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads {@code length} bytes from {@code offset}. */
  public CanonicalIn(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || offset > bytes.length - length) {
      throw new IllegalArgumentException(
          "range " + offset + "+" + length + " is outside an array of " + bytes.length);
    }
    this.bytes = bytes;
    this.start = offset;
    this.position = offset;
    this.end = offset + length;
  }

  /** Offset of the next byte. */
  public int position() {
    return position;
  }

  /** Bytes not yet read. */
  public int remaining() {
    return end - position;
  }

  /** One byte, 0 to 255. */
  public int readByte() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  /** A byte that must be 0 or 1. */
  public boolean readBoolean() {
    int value = readByte();
    if (value > 1) {
      throw malformed("a boolean must be 0 or 1, found " + value);
    }
    return value == 1;
  }

  /** An unsigned varint; one longer than needed is refused. */
  public long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = readByte();
      if (shift == 63 && next > 1) {
        throw malformed("a varint above 64 bits");
      }
      value |= (long) (next & 0x7F) << shift;
      if ((next & 0x80) == 0) {
        if (next == 0 && shift > 0) {
          throw malformed("a varint longer than needed");
        }
        return value;
      }
    }
    throw malformed("a varint above 10 bytes");
  }

  /** A zig-zag coded value. */
  public long readSignedVarLong() {
    long raw = readVarLong();
    return (raw >>> 1) ^ -(raw & 1);
  }

  /** A value from 0 to {@code max}. */
  public int readVarInt(int max) {
    long value = readVarLong();
    if (value < 0 || value > max) {
      throw malformed("expected at most " + max + ", found " + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  /**
   * A number of elements of at least {@code minBytesEach} encoded bytes each (1 or more), so that
   * no count can make a reader allocate more than the frame is worth.
   */
  public int readCount(int minBytesEach) {
    long value = readVarLong();
    if (value < 0 || value > remaining() / Math.max(1, minBytesEach)) {
      throw malformed(
          "a count of "
              + Long.toUnsignedString(value)
              + " does not fit in "
              + remaining()
              + " bytes");
    }
    return (int) value;
  }

  /** Eight bytes, most significant first. */
  public long readFixedLong() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  /** Sixteen bytes. */
  public Digest128 readDigest() {
    long high = readFixedLong();
    return new Digest128(high, readFixedLong());
  }

  /** Exactly {@code length} bytes, copied. */
  public byte[] readRaw(int length) {
    need(length);
    byte[] copy = new byte[length];
    System.arraycopy(bytes, position, copy, 0, length);
    position += length;
    return copy;
  }

  /** A copy of the bytes read since {@link #position} was {@code start}. */
  public byte[] copySince(int start) {
    if (start < 0 || start > position) {
      throw new IllegalArgumentException("offset " + start + " is not before " + position);
    }
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** A length and that many bytes. */
  public byte[] readBytes() {
    return readRaw(readCount(1));
  }

  /** A length and strict UTF-8. */
  public String readString() {
    int length = readCount(1);
    String value = utf8(length);
    position += length;
    return value;
  }

  /** All bytes that remain as strict UTF-8. */
  public String readRemainingUtf8() {
    String value = utf8(remaining());
    position = end;
    return value;
  }

  /**
   * A value, of which {@code codec} has to write the very bytes read. What the codec throws becomes
   * a {@link MalformedBytesException}.
   */
  public <V> V readCanonical(Codec<V> codec) {
    int start = position;
    V value;
    byte[] again;
    try {
      value = codec.read(this);
      again = codec.encode(value);
    } catch (MalformedBytesException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MalformedBytesException(
          "codec " + codec.name() + " failed at offset " + start + ": " + e.getMessage(), e);
    }
    if (!Arrays.equals(bytes, start, position, again, 0, again.length)) {
      throw malformed("not the canonical bytes of a value of codec " + codec.name());
    }
    return value;
  }

  /** Enters a nested container. */
  public void enter() {
    if (++depth > MAX_DEPTH) {
      throw malformed("containers nested deeper than " + MAX_DEPTH);
    }
  }

  /** Leaves it. */
  public void leave() {
    depth--;
  }

  /** Refuses trailing bytes. */
  public void expectEnd() {
    if (remaining() != 0) {
      throw malformed(remaining() + " bytes too many");
    }
  }

  /** An error at the present offset, for decoders built on this one. */
  public MalformedBytesException malformed(String what) {
    return new MalformedBytesException("malformed bytes at offset " + position + ": " + what);
  }

  /**
   * Reads a checksum that {@link CanonicalOut#writeChecksum} wrote, and refuses it unless it is
   * that of all bytes before it.
   *
   * @param what it is of, for the error
   */
  public void expectChecksum(String what) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, position - start);
    int found = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      found |= readByte() << shift;
    }
    if (found != (int) crc.getValue()) {
      throw malformed("the checksum of " + what + " does not match");
    }
  }

  /** Mostly ASCII, which needs no decoder with buffers of its own. */
  private String utf8(int length) {
    need(length);
    if (isAscii(length)) {
      return length == 0 ? "" : new String(bytes, position, length, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, position, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8");
    }
  }

  private boolean isAscii(int length) {
    for (int i = position; i < position + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private void need(int length) {
    if (length < 0 || length > remaining()) {
      throw malformed("expected " + length + " more bytes, " + remaining() + " remain");
    }
  }
}
