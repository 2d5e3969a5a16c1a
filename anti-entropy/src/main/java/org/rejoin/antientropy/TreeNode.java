package org.rejoin.antientropy;

import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A node of {@link MerkleTree}: a range and the sum of its items, kept in fields of its own, as
 * each change writes one a level. Not thread-safe.
 */
abstract sealed class TreeNode permits TreeLeaf, TreeInner {
  /** A leaf with more items splits, unless its bits are exhausted. */
  static final int SPLIT_ABOVE = 64;

  /** An inner node with fewer items becomes a leaf; far below the other, so nothing flaps. */
  static final int MERGE_BELOW = 16;

  final Range range;

  private long high;
  private long low;
  private long count;

  TreeNode(Range range) {
    this.range = range;
  }

  /** The sum of the items, O(1). */
  final RangeSum sum() {
    return new RangeSum(new Digest128(high, low), count);
  }

  /** Number of items, O(1). */
  final long count() {
    return count;
  }

  /** Takes this for the sum. */
  final void resum(RangeSum sum) {
    high = sum.sum().high();
    low = sum.sum().low();
    count = sum.count();
  }

  /** Adds to the sum. */
  final void sumUp(RangeSum change) {
    long lower = low + change.sum().low();
    high += change.sum().high() + (Long.compareUnsigned(lower, low) < 0 ? 1 : 0);
    low = lower;
    count += change.count();
  }

  /** Adds an item of this range with its sum; returns the node that takes this one's place. */
  abstract TreeNode add(HashSuite suite, Item item, RangeSum addend);

  /**
   * Removes an item of this range; false, and nothing changed, if it is not there.
   *
   * @param change what the sum changes by
   */
  abstract boolean remove(Item item, RangeSum change);

  /**
   * Puts {@code now} in the place of {@code old}, which has the same key hash; false, and nothing
   * changed, if that is not there.
   *
   * @param change what the sum changes by
   */
  abstract boolean update(Item old, Item now, RangeSum change);

  /** What takes this node's place after a remove. */
  abstract TreeNode merged();

  /** The sum of the items in {@code asked}. */
  final RangeSum sumOf(HashSuite suite, Range asked) {
    if (asked.contains(range)) {
      return sum();
    }
    return asked.intersects(range) ? partialSum(suite, asked) : RangeSum.ZERO;
  }

  /** The same, where {@code asked} is a part of this range. */
  abstract RangeSum partialSum(HashSuite suite, Range asked);

  /** Adds the items in {@code asked} to {@code found}, ascending. */
  abstract void collect(Range asked, List<Item> found);

  /** All items, ascending. */
  abstract Stream<Item> stream();

  /** Whether this sum and those below it, where {@code asked} is, are what the items come to. */
  abstract boolean isConsistent(HashSuite suite, Range asked);

  /**
   * Builds what is in {@code asked} anew from those of {@code items} that are in this range;
   * returns the node that takes this one's place.
   */
  final TreeNode replaced(HashSuite suite, Range asked, List<Item> items) {
    if (!asked.intersects(range)) {
      return this;
    }
    return asked.contains(range) ? leafOf(suite, items) : replacedPartly(suite, asked, items);
  }

  /** The same, where {@code asked} is a part of this range. */
  abstract TreeNode replacedPartly(HashSuite suite, Range asked, List<Item> items);

  /** A new node for those of {@code items} that are in this range. */
  final TreeNode leafOf(HashSuite suite, List<Item> items) {
    TreeNode fresh = new TreeLeaf(range);
    for (Item item : items) {
      if (range.contains(item.place())) {
        fresh = fresh.add(suite, item, RangeSum.of(suite, item));
      }
    }
    return fresh;
  }
}
