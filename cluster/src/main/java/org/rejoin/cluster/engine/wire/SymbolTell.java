package org.rejoin.cluster.engine.wire;

import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** Carries symbols; their nonce is the exchange. */
public record SymbolTell(SymbolAnswer answer) implements Message {
  @Override
  public MessageType type() {
    return MessageType.SYMBOL_TELL;
  }

  @Override
  public void write(CanonicalOut out) {
    answer.write(out);
  }

  static SymbolTell read(CanonicalIn in) {
    return new SymbolTell(SymbolAnswer.read(in));
  }
}
