package org.rejoin.cluster.engine.wire;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Opens an exchange.
 *
 * @param exchange fresh random id, also the salt of all fingerprints in the exchange
 * @param fingerprint of the sum over all groups
 */
public record Hello(long exchange, long fingerprint) implements Message {
  @Override
  public MessageType type() {
    return MessageType.HELLO;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange).writeFixedLong(fingerprint);
  }

  static Hello read(CanonicalIn in) {
    return new Hello(in.readFixedLong(), in.readFixedLong());
  }
}
