package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Asks for what the sender lacks of a key.
 *
 * @param operation number of the read at the sender
 * @param summary what the sender has seen; empty: nothing, or too much to send
 */
public record ReadAsk(long operation, String keyspace, String tag, String id, byte[] summary)
    implements Message {
  @Override
  public MessageType type() {
    return MessageType.READ_ASK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(operation).writeString(keyspace).writeString(tag).writeString(id);
    out.writeBytes(summary);
  }

  static ReadAsk read(CanonicalIn in) {
    return new ReadAsk(
        in.readVarLong(), in.readString(), in.readString(), in.readString(), in.readBytes());
  }
}
