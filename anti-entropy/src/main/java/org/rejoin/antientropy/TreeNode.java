package org.rejoin.antientropy;

import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.HashSuite;

/** A node of {@link MerkleTree}: a range and the sum of its items. Not thread-safe. */
abstract sealed class TreeNode permits TreeLeaf, TreeInner {
  /** A leaf with more items splits, unless its bits are exhausted. */
  static final int SPLIT_ABOVE = 64;

  /** An inner node with fewer items becomes a leaf; far below the other, so nothing flaps. */
  static final int MERGE_BELOW = 16;

  final Range range;
  RangeSum sum = RangeSum.ZERO;

  TreeNode(Range range) {
    this.range = range;
  }

  /** Adds an item of this range with its sum; returns the node that takes this one's place. */
  abstract TreeNode add(HashSuite suite, Item item, RangeSum addend);

  /** Removes an item of this range with its sum; false, and nothing changed, if it is not there. */
  abstract boolean remove(Item item, RangeSum addend);

  /** What takes this node's place after a remove. */
  abstract TreeNode merged();

  /** The sum of the items in {@code asked}. */
  final RangeSum sumOf(HashSuite suite, Range asked) {
    if (asked.contains(range)) {
      return sum;
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
      if (range.contains(item.keyHash())) {
        fresh = fresh.add(suite, item, RangeSum.of(suite, item));
      }
    }
    return fresh;
  }
}
