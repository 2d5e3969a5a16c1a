package org.rejoin.antientropy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.HashSuite;

/** A node with one child for each of its range's children; children without items are leaves. */
final class TreeInner extends TreeNode {
  final TreeNode[] children;

  TreeInner(Range range) {
    super(range);
    children = range.children().stream().map(TreeLeaf::new).toArray(TreeNode[]::new);
  }

  @Override
  TreeNode add(HashSuite suite, Item item, RangeSum addend) {
    int at = range.childIndex(item.place());
    children[at] = children[at].add(suite, item, addend);
    sumUp(addend);
    return this;
  }

  @Override
  boolean remove(Item item, RangeSum change) {
    int at = range.childIndex(item.place());
    if (!children[at].remove(item, change)) {
      return false;
    }
    children[at] = children[at].merged();
    sumUp(change);
    return true;
  }

  @Override
  boolean update(Item old, Item now, RangeSum change) {
    if (!children[range.childIndex(old.place())].update(old, now, change)) {
      return false;
    }
    sumUp(change);
    return true;
  }

  /**
   * A leaf below the bound. It takes the sum as it is: a wrong one stays visible instead of being
   * mended by chance.
   */
  @Override
  TreeNode merged() {
    if (count() >= MERGE_BELOW) {
      return this;
    }
    TreeLeaf leaf = new TreeLeaf(range);
    stream().forEach(item -> leaf.append(item, RangeSum.ZERO));
    leaf.resum(sum());
    return leaf;
  }

  @Override
  RangeSum partialSum(HashSuite suite, Range asked) {
    if (asked.bits() >= range.bits() + range.childWidth()) {
      return children[range.childIndex(asked.prefix())].sumOf(suite, asked);
    }
    RangeSum found = RangeSum.ZERO;
    for (TreeNode child : children) {
      found = found.plus(child.sumOf(suite, asked));
    }
    return found;
  }

  @Override
  void collect(Range asked, List<Item> found) {
    for (TreeNode child : children) {
      if (asked.intersects(child.range)) {
        child.collect(asked, found);
      }
    }
  }

  @Override
  Stream<Item> stream() {
    return Arrays.stream(children).flatMap(TreeNode::stream);
  }

  @Override
  boolean isConsistent(HashSuite suite, Range asked) {
    for (TreeNode child : children) {
      if (asked.intersects(child.range) && !child.isConsistent(suite, asked)) {
        return false;
      }
    }
    return total().equals(sum());
  }

  @Override
  TreeNode replacedPartly(HashSuite suite, Range asked, List<Item> items) {
    for (int i = 0; i < children.length; i++) {
      children[i] = children[i].replaced(suite, asked, items);
    }
    resum(total());
    return merged();
  }

  private RangeSum total() {
    RangeSum total = RangeSum.ZERO;
    for (TreeNode child : children) {
      total = total.plus(child.sum());
    }
    return total;
  }
}
