package org.rejoin.cluster.engine.wire;

import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What somebody has seen of a key. The later delete epoch knows more, whatever the summaries say.
 *
 * @param epoch delete epoch
 * @param summary canonical bytes of the summary of its state; empty: none, or too much to send
 */
public record Seen(long epoch, byte[] summary) {
  /** Highest delete epoch that a key can have; there is no delete beyond it. */
  public static final long MAX_EPOCH = Token.MAX_EPOCH;

  /** Of somebody who has never heard of the key. */
  public static final Seen NOTHING = new Seen(0, new byte[0]);

  private static final int OVERHEAD_BYTES = 10;

  /** Whether there is a summary. */
  public boolean hasSummary() {
    return summary.length > 0;
  }

  int sizeBytes() {
    return summary.length + OVERHEAD_BYTES;
  }

  void write(CanonicalOut out) {
    out.writeVarLong(epoch).writeBytes(summary);
  }

  static Seen read(CanonicalIn in) {
    return new Seen(Token.readEpoch(in), in.readBytes());
  }
}
