package org.rejoin.antientropy.sketch;

import org.rejoin.antientropy.Item;

/**
 * Changes of items that a sketch has not taken in yet, in the order in which they came: two longs
 * and a sign each, in a ring that grows to its bound by doubling, and becomes small again once all
 * is folded. Not thread-safe.
 */
final class FoldRing {
  private static final int SMALL = 256;
  private static final long[] NO_ITEMS = {};
  private static final byte[] NO_SIGNS = {};

  private final int most;
  private long[] items = NO_ITEMS;
  private byte[] signs = NO_SIGNS;
  private int first;
  private int size;

  /** An empty one that holds at most {@code most} changes, a power of two of at least 256. */
  FoldRing(int most) {
    this.most = most;
  }

  int size() {
    return size;
  }

  /** Keeps an item that was added ({@code sign} 1) or removed (-1); false if there is no room. */
  boolean offer(Item item, int sign) {
    if (size == most) {
      return false;
    }
    if (size == signs.length) {
      grow();
    }
    int at = (first + size) & (signs.length - 1);
    items[2 * at] = item.place();
    items[2 * at + 1] = item.versionHash();
    signs[at] = (byte) sign;
    size++;
    return true;
  }

  /** Folds the oldest changes into a sketch, at most {@code limit}; returns how many. */
  int fold(Sketch into, int limit) {
    int folded = Math.min(limit, size);
    for (int i = 0; i < folded; i++) {
      int at = (first + i) & (signs.length - 1);
      into.toggle(new Item(items[2 * at], items[2 * at + 1]), signs[at]);
    }
    first = (first + folded) & Math.max(0, signs.length - 1);
    size -= folded;
    if (size == 0 && signs.length > SMALL) {
      clear();
    }
    return folded;
  }

  /** Forgets all changes. */
  void clear() {
    items = NO_ITEMS;
    signs = NO_SIGNS;
    first = 0;
    size = 0;
  }

  private void grow() {
    int capacity = Math.max(SMALL, 2 * signs.length);
    long[] moreItems = new long[2 * capacity];
    byte[] moreSigns = new byte[capacity];
    int tail = signs.length - first;
    System.arraycopy(items, 2 * first, moreItems, 0, 2 * tail);
    System.arraycopy(items, 0, moreItems, 2 * tail, 2 * first);
    System.arraycopy(signs, first, moreSigns, 0, tail);
    System.arraycopy(signs, 0, moreSigns, tail, first);
    items = moreItems;
    signs = moreSigns;
    first = 0;
  }
}
