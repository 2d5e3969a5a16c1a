package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Opens an exchange.
 *
 * @param exchange fresh random id, also the salt of all fingerprints in the exchange
 * @param fingerprint of the sum over all groups
 * @param frontiers fingerprint of how far all groups hold whose updates
 * @param count number of items in all groups
 */
public record Hello(long exchange, long fingerprint, long frontiers, long count)
    implements Message {
  @Override
  public MessageType type() {
    return MessageType.HELLO;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange).writeFixedLong(fingerprint);
    out.writeFixedLong(frontiers).writeVarLong(count);
  }

  static Hello read(CanonicalIn in) {
    long exchange = in.readFixedLong();
    long fingerprint = in.readFixedLong();
    long frontiers = in.readFixedLong();
    long count = in.readVarLong();
    if (count < 0) {
      throw in.malformed(Long.toUnsignedString(count) + " items");
    }
    return new Hello(exchange, fingerprint, frontiers, count);
  }
}
