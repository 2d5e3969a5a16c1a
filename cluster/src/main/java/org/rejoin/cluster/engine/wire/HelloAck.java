package org.rejoin.cluster.engine.wire;

import java.util.Optional;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Answers {@link Hello}.
 *
 * @param wallMillis the sender's wall clock
 * @param first if the stores differ: the first symbols of all groups, or that there are none
 */
public record HelloAck(
    long exchange, Verdict verdict, long wallMillis, Optional<SymbolAnswer> first)
    implements Message {
  private static final long MAX_WALL_MILLIS = (1L << 48) - 1;

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

  /** Keeps the clock within what it can say. */
  public HelloAck {
    if (first.isPresent() != (verdict == Verdict.DIFFER)) {
      throw new IllegalArgumentException(verdict + " with " + first);
    }
    if (first.isPresent() && first.get().nonce() != exchange) {
      throw new IllegalArgumentException("symbols of another exchange than " + exchange);
    }
    wallMillis = Math.max(0, Math.min(MAX_WALL_MILLIS, wallMillis));
  }

  @Override
  public MessageType type() {
    return MessageType.HELLO_ACK;
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeFixedLong(exchange).writeByte(verdict.code).writeVarLong(wallMillis);
    first.ifPresent(answer -> answer.writeBody(out));
  }

  static HelloAck read(CanonicalIn in) {
    long exchange = in.readFixedLong();
    Verdict verdict = Verdict.of(in.readVarInt(2));
    long wallMillis = in.readVarLong();
    if (wallMillis < 0 || wallMillis > MAX_WALL_MILLIS) {
      throw in.malformed("wall clock " + Long.toUnsignedString(wallMillis));
    }
    Optional<SymbolAnswer> first =
        verdict == Verdict.DIFFER
            ? Optional.of(SymbolAnswer.readBody(exchange, in))
            : Optional.empty();
    return new HelloAck(exchange, verdict, wallMillis, first);
  }
}
