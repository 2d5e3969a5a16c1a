package org.rejoin.cluster.engine.wire;

import org.rejoin.conflict.ResolverOffer;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** The sender has this keyspace open, and these are the resolvers that it can run. */
public record Schema(String keyspace, ResolverOffer offer) implements Message {
  @Override
  public MessageType type() {
    return MessageType.SCHEMA;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeString(keyspace);
    offer.write(out);
  }

  static Schema read(CanonicalIn in) {
    return new Schema(in.readString(), ResolverOffer.read(in));
  }
}
