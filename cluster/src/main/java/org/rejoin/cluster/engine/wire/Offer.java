package org.rejoin.cluster.engine.wire;

import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Keys that differ, or that only the recipient has, and what the sender has seen of them.
 *
 * @param round number of the offer within the walk
 */
public record Offer(long exchange, long round, List<Summarised> keys) implements Message {
  @Override
  public MessageType type() {
    return MessageType.OFFER;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange).writeVarLong(round);
    Summarised.writeAll(keys, out);
  }

  static Offer read(CanonicalIn in) {
    return new Offer(in.readFixedLong(), in.readVarLong(), Summarised.readAll(in));
  }
}
