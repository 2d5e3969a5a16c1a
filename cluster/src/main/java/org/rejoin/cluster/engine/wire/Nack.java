package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A batch left a gap; the next number wanted in this stream is {@code expected}. */
public record Nack(long stream, long expected) implements Message {
  @Override
  public MessageType type() {
    return MessageType.NACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(stream).writeVarLong(expected);
  }

  static Nack read(CanonicalIn in) {
    return new Nack(in.readVarLong(), in.readVarLong());
  }
}
