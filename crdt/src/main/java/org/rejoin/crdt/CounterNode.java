package org.rejoin.crdt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows (replica id, increments, decrements) as a persistent trie over the bits of the id from the
 * top, so that a walk meets the ids in ascending order. Immutable.
 *
 * <p>A subtree of up to {@value #LEAF_ROWS} rows is a leaf, a larger one has 16 children. So the
 * shape follows from the rows alone, and a join may skip what both sides share. Ids are random: the
 * depth is O(log rows); ids chosen to collide make it 16 at most.
 */
abstract sealed class CounterNode {
  /** Id, increments, decrements. */
  static final int ROW = 3;

  static final int LEAF_ROWS = 32;

  private static final int BITS = 4;
  private static final int WIDTH = 1 << BITS;

  /** The shift at the root. */
  static final int TOP = Long.SIZE - BITS;

  interface Visitor {
    void row(long id, long up, long down);
  }

  abstract void forEach(Visitor visitor);

  /** The leaf that holds {@code id}, if any row does. */
  abstract @Nullable Leaf leafOf(long id, int shift);

  /** This as an inner node, as it would be in a larger tree. */
  abstract Inner split(int shift);

  /** Rows of an ascending array, as a subtree. */
  static CounterNode of(long[] rows, int from, int to, int shift) {
    return to - from <= LEAF_ROWS * ROW
        ? new Leaf(Arrays.copyOfRange(rows, from, to))
        : new Inner(children(rows, from, to, shift));
  }

  private static @Nullable CounterNode[] children(long[] rows, int from, int to, int shift) {
    @Nullable CounterNode[] children = new CounterNode[WIDTH];
    int start = from;
    while (start < to) {
      int slot = slot(rows[start], shift);
      int end = start + ROW;
      while (end < to && slot(rows[end], shift) == slot) {
        end += ROW;
      }
      children[slot] = of(rows, start, end, shift - BITS);
      start = end;
    }
    return children;
  }

  private static int slot(long id, int shift) {
    return (int) (id >>> shift) & (WIDTH - 1);
  }

  /**
   * The maximum of each cell. What was new goes to {@code fresh}, ascending; if nothing was, the
   * result is {@code mine}.
   */
  static CounterNode join(CounterNode mine, CounterNode theirs, int shift, NewRows fresh) {
    if (mine == theirs) {
      return mine;
    }
    if (mine instanceof Leaf a && theirs instanceof Leaf b) {
      return join(a, b, shift, fresh);
    }
    if (mine instanceof Inner inner && theirs instanceof Leaf leaf && leaf.isInOneSlot(shift)) {
      int slot = slot(leaf.rows[0], shift);
      CounterNode here = inner.children[slot];
      CounterNode child = joinChild(here, leaf, shift, fresh);
      return child == here ? mine : inner.with(slot, child);
    }
    // A leaf beside a larger subtree: the latter has rows that the leaf lacks.
    return join(mine.split(shift), theirs.split(shift), shift, fresh);
  }

  private static CounterNode joinChild(
      @Nullable CounterNode mine, CounterNode theirs, int shift, NewRows fresh) {
    if (mine != null) {
      return join(mine, theirs, shift - BITS, fresh);
    }
    theirs.forEach((id, up, down) -> fresh.add(id, 0, up, 0, down));
    return theirs;
  }

  private static Inner join(Inner mine, Inner theirs, int shift, NewRows fresh) {
    @Nullable CounterNode[] joined = mine.children;
    for (int i = 0; i < WIDTH; i++) {
      CounterNode there = theirs.children[i];
      if (there == null) {
        continue;
      }
      CounterNode here = mine.children[i];
      CounterNode child = joinChild(here, there, shift, fresh);
      if (child != here) {
        joined = joined == mine.children ? mine.children.clone() : joined;
        joined[i] = child;
      }
    }
    return joined == mine.children ? mine : new Inner(joined);
  }

  private static CounterNode join(Leaf mine, Leaf theirs, int shift, NewRows fresh) {
    long[] a = mine.rows;
    long[] b = theirs.rows;
    long[] merged = new long[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    boolean grew = false;
    while (i < a.length || j < b.length) {
      int order = i == a.length ? 1 : j == b.length ? -1 : Long.compareUnsigned(a[i], b[j]);
      long[] from = order <= 0 ? a : b;
      System.arraycopy(from, order <= 0 ? i : j, merged, size, ROW);
      if (order >= 0) {
        long up = order == 0 ? a[i + 1] : 0;
        long down = order == 0 ? a[i + 2] : 0;
        grew |= fresh.add(b[j], up, b[j + 1], down, b[j + 2]);
        merged[size + 1] = Math.max(up, b[j + 1]);
        merged[size + 2] = Math.max(down, b[j + 2]);
        j += ROW;
      }
      i += order <= 0 ? ROW : 0;
      size += ROW;
    }
    return grew ? of(merged, 0, size, shift) : mine;
  }

  static final class Leaf extends CounterNode {
    private final long[] rows;

    private Leaf(long[] rows) {
      this.rows = rows;
    }

    static Leaf row(long id, long up, long down) {
      return new Leaf(new long[] {id, up, down});
    }

    /** The row's increments (1) or decrements (2); 0 without a row. */
    long cell(long id, int column) {
      for (int i = 0; i < rows.length; i += ROW) {
        if (rows[i] == id) {
          return rows[i + column];
        }
      }
      return 0;
    }

    private boolean isInOneSlot(int shift) {
      return slot(rows[0], shift) == slot(rows[rows.length - ROW], shift);
    }

    @Override
    void forEach(Visitor visitor) {
      for (int i = 0; i < rows.length; i += ROW) {
        visitor.row(rows[i], rows[i + 1], rows[i + 2]);
      }
    }

    @Override
    @Nullable Leaf leafOf(long id, int shift) {
      for (int i = 0; i < rows.length; i += ROW) {
        if (rows[i] == id) {
          return this;
        }
      }
      return null;
    }

    @Override
    Inner split(int shift) {
      return new Inner(children(rows, 0, rows.length, shift));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Leaf leaf && Arrays.equals(rows, leaf.rows);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(rows);
    }
  }

  static final class Inner extends CounterNode {
    private final @Nullable CounterNode[] children;

    private Inner(@Nullable CounterNode[] children) {
      this.children = children;
    }

    private Inner with(int slot, CounterNode child) {
      @Nullable CounterNode[] changed = children.clone();
      changed[slot] = child;
      return new Inner(changed);
    }

    @Override
    void forEach(Visitor visitor) {
      for (CounterNode child : children) {
        if (child != null) {
          child.forEach(visitor);
        }
      }
    }

    @Override
    @Nullable Leaf leafOf(long id, int shift) {
      CounterNode child = children[slot(id, shift)];
      return child == null ? null : child.leafOf(id, shift - BITS);
    }

    @Override
    Inner split(int shift) {
      return this;
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Inner inner && Arrays.equals(children, inner.children));
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(children);
    }
  }

  /** Collects what a join found to be new, in ascending order of ids. */
  static final class NewRows {
    private long[] rows = new long[2 * ROW];
    private int size;
    private int added;
    private WideSum gained = WideSum.ZERO;

    /** Whether one of the cells is higher now. */
    boolean add(long id, long up, long newUp, long down, long newDown) {
      if (newUp <= up && newDown <= down) {
        return false;
      }
      if (size == rows.length) {
        rows = Arrays.copyOf(rows, 2 * size);
      }
      rows[size] = id;
      rows[size + 1] = newUp > up ? newUp : 0;
      rows[size + 2] = newDown > down ? newDown : 0;
      size += ROW;
      added += up == 0 && down == 0 ? 1 : 0;
      gained = gained.plus(Math.max(0, newUp - up) - Math.max(0, newDown - down));
      return true;
    }

    boolean isEmpty() {
      return size == 0;
    }

    /** How many. */
    int count() {
      return size / ROW;
    }

    /** How many of them had no row before. */
    int added() {
      return added;
    }

    /** By how much the total grew. */
    WideSum gained() {
      return gained;
    }

    CounterNode toNode() {
      return of(rows, 0, size, TOP);
    }

    /** The total of the new cells alone. */
    WideSum total() {
      WideSum total = WideSum.ZERO;
      for (int i = 0; i < size; i += ROW) {
        total = total.plus(rows[i + 1] - rows[i + 2]);
      }
      return total;
    }
  }
}
