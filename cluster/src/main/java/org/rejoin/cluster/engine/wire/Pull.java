package org.rejoin.cluster.engine.wire;

import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** Carries a question for symbols; its nonce is the exchange. */
public record Pull(SymbolQuestion question) implements Message {
  @Override
  public MessageType type() {
    return MessageType.PULL;
  }

  @Override
  public void write(CanonicalOut out) {
    question.write(out);
  }

  static Pull read(CanonicalIn in) {
    return new Pull(SymbolQuestion.read(in));
  }
}
