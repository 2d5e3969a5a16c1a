package org.rejoin.antientropy;

/**
 * How far a replica holds the updates of one origin, which numbers them from 1. Only whole updates
 * in sequence move it, and proofs that all up to some number are held; that this or that key is
 * equal does not, as the rest may be missing.
 *
 * <p>What came in sequence behind a gap is kept as one run, which joins the rest once a proof
 * closes the gap; of two runs the later one is kept. What was refused is a hole: it does not keep
 * the frontier from moving on, and {@link #held} stops before it until a proof covers it. Holes are
 * kept as one range, from the lowest to the highest, so that there is nothing to bound: what lies
 * between counts as refused, too.
 *
 * <p>32 bytes, each call O(1). Nothing it is told makes it say more than was proven or came. Not
 * thread-safe.
 */
public final class Frontier {
  private long applied;

  /** All above {@code runFrom} up to {@code runTo} came in sequence; empty if they are equal. */
  private long runFrom;

  private long runTo;

  /** The lowest and the highest number that was refused; none if this is 0. */
  private long holeFrom;

  private long holeTo;

  /** Of an origin of which nothing is known. */
  public Frontier() {}

  /**
   * All updates above {@code since} up to {@code whole} were joined in sequence, whole, but for
   * those that were refused.
   */
  public void streamed(long since, long whole) {
    if (whole <= since) {
      return;
    }
    if (since <= applied) {
      applied = Math.max(applied, whole);
      closeGap();
    } else if (since <= runTo && since >= runFrom) {
      runTo = Math.max(runTo, whole);
    } else if (since > runTo) {
      runFrom = since;
      runTo = whole;
    }
  }

  /**
   * The update of that number, or a part of it, was refused; if it is held, that changes nothing.
   */
  public void refused(long number) {
    if (number > held()) {
      holeFrom = holeFrom == 0 ? number : Math.min(holeFrom, number);
      holeTo = Math.max(holeTo, number);
    }
  }

  /** All updates up to {@code number} are held, as somebody was shown to hold no more than this. */
  public void proven(long number) {
    if (holeTo <= number) {
      holeFrom = 0;
      holeTo = 0;
    } else if (holeFrom != 0 && holeFrom <= number) {
      holeFrom = number + 1;
    }
    applied = Math.max(applied, number);
    closeGap();
  }

  private void closeGap() {
    if (runFrom <= applied) {
      applied = Math.max(applied, runTo);
    }
  }

  /** All up to this number came or were proven, but for holes. */
  public long applied() {
    return applied;
  }

  /** All up to this number are held. */
  public long held() {
    return holeFrom == 0 ? applied : Math.min(applied, holeFrom - 1);
  }

  /** As in {@code 17}, {@code 17 but 5..8}, with a run {@code 17 and 20..30}. */
  @Override
  public String toString() {
    String run = runTo > applied ? " and " + (runFrom + 1) + ".." + runTo : "";
    String hole = holeFrom > 0 ? " but " + holeFrom + ".." + holeTo : "";
    return applied + run + hole;
  }
}
