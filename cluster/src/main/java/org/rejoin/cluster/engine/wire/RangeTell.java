package org.rejoin.cluster.engine.wire;

import org.rejoin.antientropy.RangeAnswer;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** Carries the answer to a question about ranges. */
public record RangeTell(long exchange, RangeAnswer answer) implements Message {
  @Override
  public MessageType type() {
    return MessageType.RANGE_TELL;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange);
    answer.write(out);
  }

  static RangeTell read(CanonicalIn in) {
    return new RangeTell(in.readFixedLong(), RangeAnswer.read(in));
  }
}
