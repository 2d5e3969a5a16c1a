package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Asks for what the sender lacks of a key.
 *
 * @param operation number of the read at the sender
 * @param seen what the sender has seen of it
 */
public record ReadAsk(long operation, String keyspace, String tag, String id, Seen seen)
    implements Message {
  @Override
  public MessageType type() {
    return MessageType.READ_ASK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarLong(operation).writeString(keyspace).writeString(tag).writeString(id);
    seen.write(out);
  }

  static ReadAsk read(CanonicalIn in) {
    return new ReadAsk(
        in.readVarLong(), in.readString(), in.readString(), in.readString(), Seen.read(in));
  }
}
