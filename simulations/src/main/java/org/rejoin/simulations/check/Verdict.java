package org.rejoin.simulations.check;

/** What a run shows. */
public enum Verdict {
  /** Everything was checked and held. */
  VALID,
  /** An invariant was broken. */
  INVALID,
  /** Too little was seen to say. */
  UNKNOWN
}
