package org.rejoin.crdt.stability;

import org.rejoin.crdt.ReplicaId;

/**
 * Which cut: its number in the series of the store, who proposed it, and at which attempt. The
 * number alone is not enough: a proposer that was sealed while it was away may have finished the
 * same number. As a proposer uses an attempt once, and only after one cut, an identity also stands
 * for all cuts before it.
 *
 * @param number from 1; 0 is {@link #START}
 * @param proposer the incarnation that proposed it
 * @param attempt from 1, the proposer's attempts at this number; a later one withdraws those before
 */
public record CutId(long number, ReplicaId proposer, int attempt) {
  /** Before the first cut: nothing was forgotten. */
  public static final CutId START = new CutId(0, new ReplicaId(0), 0);

  /** Refuses a negative number or attempt. */
  public CutId {
    if (number < 0 || attempt < 0) {
      throw new IllegalArgumentException(
          "cuts and attempts count from 0, not " + number + " and " + attempt);
    }
  }

  /** Whether this is a later attempt of the same proposer at the same number. */
  public boolean withdraws(CutId other) {
    return number == other.number && proposer.equals(other.proposer) && attempt > other.attempt;
  }

  @Override
  public String toString() {
    return number + "." + proposer + "." + attempt;
  }
}
