package org.rejoin.cluster.engine.wire;

import org.rejoin.antientropy.RangeQuestion;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** Carries a question about ranges; its nonce is the exchange. */
public record RangeAsk(RangeQuestion question) implements Message {
  @Override
  public MessageType type() {
    return MessageType.RANGE_ASK;
  }

  @Override
  public void write(CanonicalOut out) {
    question.write(out);
  }

  static RangeAsk read(CanonicalIn in) {
    return new RangeAsk(RangeQuestion.read(in));
  }
}
