package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** Answers each part of a write-back: it is held, or was refused. */
public record WriteBackAck(long operation, int part, boolean held) implements Message {
  @Override
  public MessageType type() {
    return MessageType.WRITE_BACK_ACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(operation).writeVarInt(part).writeBoolean(held);
  }

  static WriteBackAck read(CanonicalIn in) {
    return new WriteBackAck(in.readVarLong(), in.readVarInt(Integer.MAX_VALUE), in.readBoolean());
  }
}
