package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Answers {@link Hello}.
 *
 * @param fingerprints one a group if the stores differ, else empty
 */
public record HelloAck(long exchange, Verdict verdict, List<Long> fingerprints) implements Message {
  /** What came out. */
  public enum Verdict {
    /** Equal. */
    EQUAL(0),
    /** They differ. */
    DIFFER(1),
    /** Not now. */
    BUSY(2);

    private final int code;

    Verdict(int code) {
      this.code = code;
    }

    private static Verdict of(int code) {
      return code == EQUAL.code ? EQUAL : code == DIFFER.code ? DIFFER : BUSY;
    }
  }

  @Override
  public MessageType type() {
    return MessageType.HELLO_ACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange).writeByte(verdict.code).writeVarInt(fingerprints.size());
    fingerprints.forEach(out::writeFixedLong);
  }

  static HelloAck read(CanonicalIn in) {
    long exchange = in.readFixedLong();
    Verdict verdict = Verdict.of(in.readVarInt(2));
    int count = in.readCount(8);
    List<Long> fingerprints = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      fingerprints.add(in.readFixedLong());
    }
    return new HelloAck(exchange, verdict, List.copyOf(fingerprints));
  }
}
