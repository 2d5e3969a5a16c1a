package org.rejoin.antientropy;

import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * What a set of items comes to: the sum of their hashes mod 2^128 and their number. A sum, not an
 * XOR, so an item that is there twice does not cancel itself. Sums of disjoint sets add. Immutable.
 *
 * @param sum sum of the items' {@link HashDomain#ITEM} hashes
 * @param count number of items
 */
public record RangeSum(Digest128 sum, long count) {
  /** The sum of no items. */
  public static final RangeSum ZERO = new RangeSum(Digest128.ZERO, 0);

  /** The sum of one item. */
  public static RangeSum of(HashSuite suite, Item item) {
    return new RangeSum(suite.hash128(HashDomain.ITEM, item.place(), item.versionHash()), 1);
  }

  /** The sum of both sets. */
  public RangeSum plus(RangeSum other) {
    return new RangeSum(sum.plus(other.sum), count + other.count);
  }

  /** Takes a set out again. */
  public RangeSum minus(RangeSum other) {
    return new RangeSum(sum.minus(other.sum), count - other.count);
  }

  /**
   * 64 bits that stand for this sum on the wire. The nonce is fresh for each exchange, so two
   * different sums that look equal in one exchange look different in the next.
   */
  public long fingerprint(HashSuite suite, long nonce, Range scope) {
    CanonicalOut out = new CanonicalOut().writeFixedLong(nonce);
    scope.write(out);
    out.writeDigest(sum).writeFixedLong(count);
    return suite.hash64(HashDomain.FINGERPRINT, out.toByteArray());
  }
}
