package org.rejoin.cluster.engine.wire;

import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * An offer was answered; of these keys its sender has more, here is what I have seen of them.
 *
 * @param round number of the offer within the walk
 */
public record OfferDone(long exchange, long round, List<Summarised> keys) implements Message {
  @Override
  public MessageType type() {
    return MessageType.OFFER_DONE;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange).writeVarLong(round);
    Summarised.writeAll(keys, out);
  }

  static OfferDone read(CanonicalIn in) {
    return new OfferDone(in.readFixedLong(), in.readVarLong(), Summarised.readAll(in));
  }
}
