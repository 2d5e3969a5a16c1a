package org.rejoin.cluster.engine.wire;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What becomes of frames on their way: bytes that are something else altogether, flipped bits, cut
 * and glued frames, lengths that lie, parts that repeat. Mostly under a right checksum, so that
 * what reads the body gets to see it.
 */
public final class FrameDamage {
  private static final int CRC_OFFSET = 2;
  private static final int BODY_OFFSET = 6;
  private static final int MOST_BYTES = 64 * 1024;
  private static final long[] LENGTHS = {
    0, 1, 127, 128, 255, 4096, 65_535, 1 << 20, Integer.MAX_VALUE, 1L << 31, Long.MAX_VALUE, -1
  };

  private final SplittableRandom random;

  /** Draws from {@code random}. */
  public FrameDamage(SplittableRandom random) {
    this.random = random;
  }

  /** One of the ways, or two one after the other. */
  public byte[] of(byte[] frame, byte[] other) {
    byte[] bytes = once(frame, other);
    if (random.nextInt(3) == 0) {
      bytes = once(bytes, other);
    }
    return random.nextInt(16) == 0 ? bytes : sealed(bytes);
  }

  private byte[] once(byte[] frame, byte[] other) {
    switch (random.nextInt(7)) {
      case 0:
        return noise();
      case 1:
        return flipped(frame);
      case 2:
        return Arrays.copyOf(frame, random.nextInt(frame.length + 1));
      case 3:
        return joined(part(frame, 0, place(frame)), part(other, place(other), other.length));
      case 4:
        return length(frame);
      case 5:
        return repeated(frame);
      default:
        return replaced(frame);
    }
  }

  /** The frame with the checksum that its bytes ask for. */
  public static byte[] sealed(byte[] frame) {
    if (frame.length < BODY_OFFSET) {
      return frame;
    }
    byte[] bytes = frame.clone();
    CRC32C crc = new CRC32C();
    crc.update(bytes, BODY_OFFSET, bytes.length - BODY_OFFSET);
    crc.update(bytes, 0, CRC_OFFSET);
    for (int i = 0; i < 4; i++) {
      bytes[CRC_OFFSET + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
    }
    return bytes;
  }

  /** Nothing but a version and a type, which may be none. */
  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 20_000 : 200)];
    random.nextBytes(bytes);
    if (bytes.length > 1 && random.nextInt(8) > 0) {
      bytes[0] = Frame.VERSION;
      bytes[1] = (byte) random.nextInt(MessageType.values().length + 2);
    }
    return bytes;
  }

  private byte[] flipped(byte[] frame) {
    byte[] bytes = frame.clone();
    for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
      bytes[place(bytes)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  /** A varint somewhere, in place of a byte: most bytes of a frame are or belong to a number. */
  private byte[] length(byte[] frame) {
    int at = place(frame);
    long length = LENGTHS[random.nextInt(LENGTHS.length)];
    byte[] varint = new CanonicalOut().writeVarLong(length).toByteArray();
    byte[] tail = part(frame, Math.min(frame.length, at + 1), frame.length);
    return joined(joined(part(frame, 0, at), varint), tail);
  }

  /** A part many times over: tables, lists and nesting of which there is no end. */
  private byte[] repeated(byte[] frame) {
    int from = place(frame);
    int size = 1 + random.nextInt(Math.max(1, Math.min(40, frame.length - from)));
    byte[] part = part(frame, from, Math.min(frame.length, from + size));
    byte[] bytes = part(frame, 0, from);
    int times = 1 << random.nextInt(random.nextInt(8) == 0 ? 13 : 8);
    int room = Math.max(0, MOST_BYTES - frame.length) / Math.max(1, part.length);
    byte[] many = new byte[part.length * Math.min(times, room)];
    for (int i = 0; i < many.length; i++) {
      many[i] = part[i % part.length];
    }
    return joined(joined(bytes, many), part(frame, from, frame.length));
  }

  private byte[] replaced(byte[] frame) {
    byte[] bytes = frame.clone();
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      bytes[place(bytes)] = (byte) random.nextInt(random.nextBoolean() ? 4 : 256);
    }
    return bytes;
  }

  /** Mostly behind the header. */
  private int place(byte[] frame) {
    int header = frame.length > 24 && random.nextInt(8) > 0 ? 23 : 0;
    return frame.length == 0 ? 0 : header + random.nextInt(frame.length - header);
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  private static byte[] joined(byte[] a, byte[] b) {
    byte[] bytes = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, bytes, a.length, b.length);
    return bytes;
  }
}
