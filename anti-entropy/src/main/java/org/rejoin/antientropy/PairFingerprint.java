package org.rejoin.antientropy;

import org.rejoin.crdt.codec.HashSuite;

/**
 * One fingerprint over all the groups that two replicas share: equal means that nothing is to be
 * done. Groups hold disjoint items, so their sums add, in any order. Stateless.
 */
public final class PairFingerprint {
  private PairFingerprint() {}

  /** The sum of all groups. */
  public static RangeSum combine(Iterable<RangeSum> groups) {
    RangeSum total = RangeSum.ZERO;
    for (RangeSum group : groups) {
      total = total.plus(group);
    }
    return total;
  }

  /** The salted fingerprint of all groups, in the scope {@link Range#all()}. */
  public static long of(HashSuite suite, long nonce, Iterable<RangeSum> groups) {
    return combine(groups).fingerprint(suite, nonce, Range.all());
  }
}
