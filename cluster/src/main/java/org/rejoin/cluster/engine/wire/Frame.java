package org.rejoin.cluster.engine.wire;

import java.util.zip.CRC32C;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * One frame: between whom, and what. Encoding and decoding are the only places that know the
 * header's layout.
 *
 * @param machine index of the machine it is for
 * @param between who speaks to whom: {@link #between(ReplicaId, ReplicaId)} of their incarnations,
 *     which have met; {@link #STRANGERS} in a greeting, which names them itself
 */
public record Frame(int machine, int between, Message message) {
  /** Between those who have not met. */
  public static final int STRANGERS = 0;

  /** The version this code writes and reads. */
  public static final int VERSION = 5;

  /** An upper bound for the bytes that a frame has beside the body of its message. */
  public static final int OVERHEAD_BYTES = 12;

  private static final int TYPE_OFFSET = 1;
  private static final int CRC_OFFSET = 2;
  private static final int CRC_BYTES = 4;
  private static final int MAX_MACHINE = 1024;

  /** A frame from one incarnation to another. */
  public Frame(int machine, ReplicaId sender, ReplicaId recipient, Message message) {
    this(machine, message instanceof Greet ? STRANGERS : between(sender, recipient), message);
  }

  /**
   * Thirty-two bits that stand for two incarnations, in that order. What was sent before a restart,
   * or to somebody before, does not have them but for one time in 2^32.
   */
  public static int between(ReplicaId sender, ReplicaId recipient) {
    long mixed = mix(mix(sender.value()) + recipient.value());
    int between = (int) (mixed >>> Integer.SIZE);
    return between == STRANGERS ? 1 : between;
  }

  /** The output function of splitmix64. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The bytes of the frame. */
  public byte[] encode() {
    CanonicalOut out = new CanonicalOut();
    out.writeByte(VERSION).writeByte(message.type().code());
    out.writeByte(0).writeByte(0).writeByte(0).writeByte(0);
    writeInt(between, out.writeVarInt(machine));
    message.write(out);
    byte[] bytes = out.toByteArray();
    int crc = crc(bytes);
    for (int i = 0; i < CRC_BYTES; i++) {
      bytes[CRC_OFFSET + i] = (byte) (crc >>> (24 - 8 * i));
    }
    return bytes;
  }

  /** Reads a frame; refuses everything that {@link #encode} does not produce. */
  public static Frame decode(byte[] bytes) {
    if (bytes.length < CRC_OFFSET + CRC_BYTES) {
      throw new MalformedBytesException("a frame of " + bytes.length + " bytes");
    }
    CanonicalIn in = new CanonicalIn(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new MalformedBytesException(
          "frame version " + version + ", this node reads " + VERSION);
    }
    MessageType type = MessageType.of(in.readByte());
    int crc = readInt(in);
    if (crc != crc(bytes)) {
      throw new MalformedBytesException("checksum of a " + type + " frame is wrong");
    }
    int machine = in.readVarInt(MAX_MACHINE);
    int between = readInt(in);
    Message message = type.read(in);
    in.expectEnd();
    if (message instanceof Greet != (between == STRANGERS)) {
      throw new MalformedBytesException(
          "a " + type + " frame between " + Integer.toHexString(between));
    }
    return new Frame(machine, between, message);
  }

  /** Whether an encoded frame says that it is of a type; nothing else of it is read. */
  public static boolean isOf(MessageType type, byte[] frame) {
    return frame.length > TYPE_OFFSET && frame[TYPE_OFFSET] == type.code();
  }

  static void writeInt(int value, CanonicalOut out) {
    for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.writeByte((value >>> shift) & 0xff);
    }
  }

  static int readInt(CanonicalIn in) {
    return in.readByte() << 24 | in.readByte() << 16 | in.readByte() << 8 | in.readByte();
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, CRC_OFFSET + CRC_BYTES, bytes.length - CRC_OFFSET - CRC_BYTES);
    crc.update(bytes, 0, CRC_OFFSET);
    return (int) crc.getValue();
  }
}
