package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A {@link Schema} arrived. */
public record SchemaAck(String keyspace) implements Message {
  @Override
  public MessageType type() {
    return MessageType.SCHEMA_ACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeString(keyspace);
  }

  static SchemaAck read(CanonicalIn in) {
    return new SchemaAck(in.readString());
  }
}
