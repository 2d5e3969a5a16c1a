package org.rejoin.antientropy;

/** What a {@link DeltaBuffer} made of a refusal by the receiver. */
public enum NackOutcome {
  /** The next batch begins at what the receiver expects. */
  RESEND,
  /** The claim was dropped: a new stream begins, anti-entropy has to bring what was lost. */
  DROPPED,
  /** It was about another stream, a number that cannot be, or a loss that is being mended. */
  IGNORED
}
