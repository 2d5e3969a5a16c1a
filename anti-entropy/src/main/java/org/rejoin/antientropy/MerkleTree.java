package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The items of one group and the sums of their ranges, kept up to date change by change: a radix
 * tree over the places of items with fanout 16, whose leaves split above 64 items and merge below
 * 16. Node = (sum of item hashes mod 2^128, count), so the sums depend on the items alone, never on
 * the order in which they came or on the shape of the tree.
 *
 * <p>A multiset: several items may share a place, and one item may be there twice. Cost: an update
 * is one hash and one addition per level, about log16(n/64) levels; amortised one hash more for
 * splits. A sum of a range is O(log n) and at most 64 hashes. 20 to 27 bytes an item. Not
 * thread-safe. Only trees of equal suites compare.
 */
public final class MerkleTree {
  private final HashSuite suite;
  private TreeNode root;

  /** An empty tree for the items of {@code root}. */
  public MerkleTree(HashSuite suite, Range root) {
    this.suite = suite;
    this.root = new TreeLeaf(root);
  }

  /** The range that all items are in. */
  public Range root() {
    return root.range;
  }

  /**
   * Adds one item.
   *
   * @throws IllegalArgumentException if it is outside the root range
   */
  public void add(Item item) {
    requireInside(item);
    root = root.add(suite, item, RangeSum.of(suite, item));
  }

  /**
   * Removes one item, one time.
   *
   * @throws IllegalStateException if it is not there: whoever keeps the index has lost track
   */
  public void remove(Item item) {
    if (!removeIfThere(item)) {
      throw new IllegalStateException(
          "item " + item + " is not in the tree of " + root.range + " with " + count() + " items");
    }
  }

  /** Removes one item, one time; false, and nothing changed, if it is not there. */
  public boolean removeIfThere(Item item) {
    requireInside(item);
    if (!root.remove(item, RangeSum.ZERO.minus(RangeSum.of(suite, item)))) {
      return false;
    }
    root = root.merged();
    return true;
  }

  /**
   * Puts a new version of a key in the place of an old one; false, and nothing changed, if the old
   * one is not there. Cheaper than {@link #removeIfThere} and {@link #add}: leads down once.
   *
   * @throws IllegalArgumentException if they have not the same place, or it is outside the root
   *     range
   */
  public boolean updateIfThere(Item old, Item now) {
    requireInside(old);
    if (old.place() != now.place()) {
      throw new IllegalArgumentException(now + " is not another version of " + old);
    }
    return root.update(old, now, RangeSum.of(suite, now).minus(RangeSum.of(suite, old)));
  }

  /**
   * Builds anew what is in {@code range}: these items and no others, and all sums above them from
   * those below. The cure of a range that an oracle found wrong; O(log n) and the items' hashes.
   *
   * @throws IllegalArgumentException if an item is outside the range or the root range
   */
  public void replace(Range range, List<Item> items) {
    for (Item item : items) {
      requireInside(item);
      if (!range.contains(item.place())) {
        throw new IllegalArgumentException("item " + item + " is outside " + range);
      }
    }
    root = root.replaced(suite, range, items);
  }

  /** The sum of all items. O(1). */
  public RangeSum total() {
    return root.sum();
  }

  /** The sum of the items in {@code range}, which need not be a node of this tree. */
  public RangeSum sum(Range range) {
    return root.sumOf(suite, range);
  }

  /** Number of items. O(1). */
  public long count() {
    return root.count();
  }

  /** The items in {@code range}, ascending; a copy. */
  public List<Item> items(Range range) {
    List<Item> found = new ArrayList<>();
    if (range.intersects(root.range)) {
      root.collect(range, found);
    }
    return Collections.unmodifiableList(found);
  }

  /** All items, ascending, as they are met; the tree must not change meanwhile. */
  public Stream<Item> stream() {
    return root.stream();
  }

  /**
   * A new tree from the items alone. The oracle of the incremental sums, and the cure if they are
   * wrong. O(n log n).
   */
  public MerkleTree rebuilt() {
    MerkleTree fresh = new MerkleTree(suite, root.range);
    stream().forEach(fresh::add);
    return fresh;
  }

  /** Whether every sum in the tree is that of its items and every item in its place. O(n). */
  public boolean isConsistent() {
    return isConsistent(root.range);
  }

  /**
   * The same for the nodes that {@code range} has a part in. O(log n) and the hashes of the items
   * in their leaves.
   */
  public boolean isConsistent(Range range) {
    return root.isConsistent(suite, range);
  }

  /** For tests that plant faults in nodes. */
  TreeNode rootNode() {
    return root;
  }

  private void requireInside(Item item) {
    if (!root.range.contains(item.place())) {
      throw new IllegalArgumentException("item " + item + " is outside " + root.range);
    }
  }

  @Override
  public String toString() {
    return "MerkleTree[" + root.range + ", " + count() + " items, " + root.sum().sum() + "]";
  }
}
