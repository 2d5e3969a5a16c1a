package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.HashSuite;

/** Sorted items, two longs each, in one array. */
final class TreeLeaf extends TreeNode {
  private static final long[] NONE = {};

  /** How many items' room is added when the array is full. */
  private static final int GROWTH = 8;

  private long[] flat = NONE;
  private int size;

  TreeLeaf(Range range) {
    super(range);
  }

  @Override
  TreeNode add(HashSuite suite, Item item, RangeSum addend) {
    append(item, addend);
    return size > SPLIT_ABOVE && !range.isPlace() ? split(suite) : this;
  }

  /** Puts an item at its place, without a split. */
  void append(Item item, RangeSum addend) {
    int at = lowerBound(item.place(), item.versionHash());
    if (2 * size == flat.length) {
      // By half for the long leaves of colliding keys, else a fixed step: leaves are many.
      flat = Arrays.copyOf(flat, 2 * (size + Math.max(GROWTH, size >> 1 & ~31)));
    }
    System.arraycopy(flat, 2 * at, flat, 2 * at + 2, 2 * (size - at));
    flat[2 * at] = item.place();
    flat[2 * at + 1] = item.versionHash();
    size++;
    sumUp(addend);
  }

  private TreeNode split(HashSuite suite) {
    TreeInner inner = new TreeInner(range);
    TreeNode node = inner;
    for (int i = 0; i < size; i++) {
      Item item = item(i);
      node = node.add(suite, item, RangeSum.of(suite, item));
    }
    return node;
  }

  @Override
  boolean remove(Item item, RangeSum change) {
    int at = indexOf(item);
    if (at < 0) {
      return false;
    }
    System.arraycopy(flat, 2 * at + 2, flat, 2 * at, 2 * (size - at - 1));
    size--;
    sumUp(change);
    if (flat.length > 2 * (size + 2 * GROWTH + (size >> 1))) {
      flat = Arrays.copyOf(flat, 2 * size);
    }
    return true;
  }

  @Override
  boolean update(Item old, Item now, RangeSum change) {
    int at = indexOf(old);
    if (at < 0) {
      return false;
    }
    for (; at + 1 < size && isBelow(at + 1, now.place(), now.versionHash()); at++) {
      flat[2 * at + 1] = flat[2 * at + 3];
    }
    for (; at > 0 && !isBelow(at - 1, now.place(), now.versionHash()); at--) {
      flat[2 * at + 1] = flat[2 * at - 1];
    }
    flat[2 * at + 1] = now.versionHash();
    sumUp(change);
    return true;
  }

  @Override
  TreeNode merged() {
    return this;
  }

  @Override
  RangeSum partialSum(HashSuite suite, Range asked) {
    RangeSum found = RangeSum.ZERO;
    for (int i = firstIn(asked); i < size && asked.contains(flat[2 * i]); i++) {
      found = found.plus(RangeSum.of(suite, item(i)));
    }
    return found;
  }

  @Override
  void collect(Range asked, List<Item> found) {
    for (int i = firstIn(asked); i < size && asked.contains(flat[2 * i]); i++) {
      found.add(item(i));
    }
  }

  @Override
  Stream<Item> stream() {
    return IntStream.range(0, size).mapToObj(this::item);
  }

  @Override
  TreeNode replacedPartly(HashSuite suite, Range asked, List<Item> items) {
    List<Item> all = new ArrayList<>(items);
    stream().filter(item -> !asked.contains(item.place())).forEach(all::add);
    return leafOf(suite, all);
  }

  @Override
  boolean isConsistent(HashSuite suite, Range asked) {
    RangeSum counted = RangeSum.ZERO;
    for (int i = 0; i < size; i++) {
      Item item = item(i);
      if (!range.contains(item.place()) || (i > 0 && item(i - 1).compareTo(item) > 0)) {
        return false;
      }
      counted = counted.plus(RangeSum.of(suite, item));
    }
    return counted.equals(sum());
  }

  /** Index of the first item of {@code asked} or beyond it. */
  private int firstIn(Range asked) {
    return asked.contains(range) ? 0 : lowerBound(asked.prefix(), 0);
  }

  /** Index of an item; negative if it is not there. */
  private int indexOf(Item item) {
    int at = lowerBound(item.place(), item.versionHash());
    boolean isThere =
        at < size && flat[2 * at] == item.place() && flat[2 * at + 1] == item.versionHash();
    return isThere ? at : -1;
  }

  /** Index of the first item that is not below this one. */
  private int lowerBound(long keyHash, long versionHash) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBelow(middle, keyHash, versionHash)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBelow(int index, long keyHash, long versionHash) {
    int byKey = Long.compareUnsigned(flat[2 * index], keyHash);
    return byKey < 0 || (byKey == 0 && Long.compareUnsigned(flat[2 * index + 1], versionHash) < 0);
  }

  private Item item(int index) {
    return new Item(flat[2 * index], flat[2 * index + 1]);
  }
}
