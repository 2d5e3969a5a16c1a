package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;

/**
 * What one repair took, or one comparison of equals.
 *
 * @param differing keys that were planted
 * @param found keys that the algorithm took for differing
 * @param missed planted keys that it did not name
 * @param isMended whether it did what can be done about all of them
 * @param nanos what both sides together computed for it, on one thread
 */
record Sample(
    int differing,
    long found,
    int missed,
    boolean isMended,
    long metadataBytes,
    long repairedBytes,
    long minimalBytes,
    long roundTrips,
    long nanos,
    String tier) {

  /** How many of the planted keys were not named. */
  static int missed(BitSet planted, BitSet named) {
    BitSet missed = (BitSet) planted.clone();
    missed.andNot(named);
    return missed.cardinality();
  }

  /** Keys that were taken for differing and do not. */
  long falsePositives() {
    return found - (differing - missed);
  }

  /** Whether all that was planted was found and mended. */
  boolean isRight() {
    return isMended && missed == 0;
  }
}
