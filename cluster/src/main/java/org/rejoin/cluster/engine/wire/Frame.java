package org.rejoin.cluster.engine.wire;

import java.util.zip.CRC32C;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * One frame: who speaks to whom, and what. Encoding and decoding are the only places that know the
 * header's layout.
 *
 * @param machine index of the machine it is for
 * @param sender the incarnation that speaks
 * @param recipient the incarnation spoken to, {@link #ANYBODY} in a first greeting
 */
public record Frame(int machine, ReplicaId sender, ReplicaId recipient, Message message) {
  /** Recipient of a greeting to somebody not yet met. */
  public static final ReplicaId ANYBODY = new ReplicaId(0);

  /** The version this code writes and reads. */
  public static final int VERSION = 4;

  /** An upper bound for the bytes that a frame has beside the body of its message. */
  public static final int OVERHEAD_BYTES = 32;

  private static final int TYPE_OFFSET = 1;
  private static final int CRC_OFFSET = 2;
  private static final int CRC_BYTES = 4;
  private static final int MAX_MACHINE = 1024;

  /** The bytes of the frame. */
  public byte[] encode() {
    CanonicalOut out = new CanonicalOut();
    out.writeByte(VERSION).writeByte(message.type().code());
    out.writeByte(0).writeByte(0).writeByte(0).writeByte(0);
    out.writeVarInt(machine);
    sender.write(out);
    recipient.write(out);
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
    int crc = (in.readByte() << 24) | (in.readByte() << 16) | (in.readByte() << 8) | in.readByte();
    if (crc != crc(bytes)) {
      throw new MalformedBytesException("checksum of a " + type + " frame is wrong");
    }
    int machine = in.readVarInt(MAX_MACHINE);
    ReplicaId sender = ReplicaId.read(in);
    ReplicaId recipient = ReplicaId.read(in);
    Message message = type.read(in);
    in.expectEnd();
    return new Frame(machine, sender, recipient, message);
  }

  /** Whether an encoded frame says that it is of a type; nothing else of it is read. */
  public static boolean isOf(MessageType type, byte[] frame) {
    return frame.length > TYPE_OFFSET && frame[TYPE_OFFSET] == type.code();
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, CRC_OFFSET + CRC_BYTES, bytes.length - CRC_OFFSET - CRC_BYTES);
    crc.update(bytes, 0, CRC_OFFSET);
    return (int) crc.getValue();
  }
}
