package org.rejoin.crdt.kernel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;

/**
 * A persistent map from dots to what they stand for: per replica id a radix tree over the counters,
 * 32 ways a level. Immutable; lookup and change O(log r + log32 counter). Dense runs of dots, the
 * usual case, cost about 6 bytes a dot.
 */
final class DotIndex<T> {
  private static final int BITS = 5;
  private static final int MASK = 31;
  private static final DotIndex<?> EMPTY = new DotIndex<>(new ReplicaId[0], new Root[0], 0);

  private final ReplicaId[] ids;
  private final Root[] roots;
  private final int size;

  private DotIndex(ReplicaId[] ids, Root[] roots, int size) {
    this.ids = ids;
    this.roots = roots;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // no values of any type
  static <T> DotIndex<T> empty() {
    return (DotIndex<T>) EMPTY;
  }

  int size() {
    return size;
  }

  @Nullable T get(Dot dot) {
    int at = Arrays.binarySearch(ids, dot.replica());
    Object value = at < 0 ? null : roots[at].get(dot.counter());
    return value == null ? null : DotIndex.<T>cast(value);
  }

  DotIndex<T> with(Dot dot, T value) {
    int at = Arrays.binarySearch(ids, dot.replica());
    if (at < 0) {
      return insert(-at - 1, dot.replica(), Root.of(dot.counter(), value));
    }
    Root changed = roots[at].with(dot.counter(), value);
    return replaced(at, changed, size + changed.size - roots[at].size);
  }

  @SuppressWarnings("ReferenceEquality") // nothing changed, nothing is made
  DotIndex<T> without(Dot dot) {
    int at = Arrays.binarySearch(ids, dot.replica());
    if (at < 0) {
      return this;
    }
    Root changed = roots[at].without(dot.counter());
    if (changed == roots[at]) {
      return this;
    }
    return changed == null ? remove(at) : replaced(at, changed, size - 1);
  }

  private DotIndex<T> insert(int at, ReplicaId id, Root root) {
    ReplicaId[] moreIds = Arrays.copyOf(ids, ids.length + 1);
    Root[] moreRoots = Arrays.copyOf(roots, roots.length + 1);
    System.arraycopy(ids, at, moreIds, at + 1, ids.length - at);
    System.arraycopy(roots, at, moreRoots, at + 1, roots.length - at);
    moreIds[at] = id;
    moreRoots[at] = root;
    return new DotIndex<>(moreIds, moreRoots, size + root.size);
  }

  private DotIndex<T> replaced(int at, Root root, int newSize) {
    Root[] copy = roots.clone();
    copy[at] = root;
    return new DotIndex<>(ids, copy, newSize);
  }

  private DotIndex<T> remove(int at) {
    if (ids.length == 1) {
      return empty();
    }
    ReplicaId[] fewerIds = Arrays.copyOf(ids, ids.length - 1);
    Root[] fewerRoots = Arrays.copyOf(roots, roots.length - 1);
    System.arraycopy(ids, at + 1, fewerIds, at, ids.length - at - 1);
    System.arraycopy(roots, at + 1, fewerRoots, at, roots.length - at - 1);
    return new DotIndex<>(fewerIds, fewerRoots, size - 1);
  }

  /** In ascending order. */
  void forEach(Visitor<? super T> visitor) {
    for (int i = 0; i < ids.length; i++) {
      ReplicaId id = ids[i];
      roots[i].forRange(
          0, Long.MAX_VALUE, (counter, value) -> visitor.visit(id, counter, cast(value)));
    }
  }

  /** Those in {@code range}, in ascending order; cost by the smaller of the two. */
  void forEachIn(CausalContext range, Visitor<? super T> visitor) {
    if (range.runCount() > size / 4 + 4) {
      forEach(
          (id, counter, value) -> {
            if (range.contains(id, counter)) {
              visitor.visit(id, counter, value);
            }
          });
      return;
    }
    range.forEachRun(
        (id, low, high) -> {
          int at = Arrays.binarySearch(ids, id);
          if (at >= 0) {
            roots[at].forRange(
                low, high, (counter, value) -> visitor.visit(id, counter, cast(value)));
          }
        });
  }

  /**
   * Walks both: tells of each dot that is only here, and of each dot that is in both with values
   * that are not the same object. Skips what both share.
   */
  void compare(DotIndex<T> other, Comparison<? super T> comparison) {
    for (int i = 0; i < ids.length; i++) {
      int at = Arrays.binarySearch(other.ids, ids[i]);
      roots[i].compare(at < 0 ? null : other.roots[at], new OfOne<>(ids[i], comparison));
    }
  }

  /** From dots in ascending order and their values. */
  static <T> DotIndex<T> of(List<Dot> dots, List<T> values) {
    DotIndex<T> index = empty();
    int from = 0;
    while (from < dots.size()) {
      ReplicaId id = dots.get(from).replica();
      int to = from;
      while (to < dots.size() && dots.get(to).replica().equals(id)) {
        to++;
      }
      long[] counters = new long[to - from];
      Object[] own = new Object[to - from];
      for (int i = from; i < to; i++) {
        counters[i - from] = dots.get(i).counter();
        own[i - from] = values.get(i);
      }
      index = index.insert(index.ids.length, id, Root.of(counters, own));
      from = to;
    }
    return index;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T cast(Object value) {
    return (T) value;
  }

  /** Sees one dot. */
  interface Visitor<T> {
    void visit(ReplicaId replica, long counter, T value);
  }

  /** Sees how two indexes differ. */
  interface Comparison<T> {
    void onlyHere(ReplicaId replica, long counter);

    void both(ReplicaId replica, long counter, T here, T there);

    /** Whether all of these are surely alike, pair by pair; then none is told of. */
    boolean alike(Object[] here, Object[] there);
  }

  /** A comparison of what one replica id made. */
  private record OfOne<T>(ReplicaId id, Comparison<? super T> comparison) {
    void visit(long counter, Object here, @Nullable Object there) {
      if (there == null) {
        comparison.onlyHere(id, counter);
      } else {
        comparison.both(id, counter, cast(here), cast(there));
      }
    }
  }

  /** The counters of one replica id; as high as its largest counter needs. */
  private record Root(int shift, Node node, int size) {
    interface Each {
      void visit(long counter, Object value);
    }

    static Root of(long counter, Object value) {
      int shift = 0;
      while (counter >>> (shift + BITS) != 0) {
        shift += BITS;
      }
      return new Root(shift, Node.single(counter, value, shift), 1);
    }

    static Root of(long[] counters, Object[] values) {
      int shift = 0;
      while (counters[counters.length - 1] >>> (shift + BITS) != 0) {
        shift += BITS;
      }
      return new Root(shift, Node.of(counters, values, 0, counters.length, shift), values.length);
    }

    private Node raised(int to) {
      Node top = node;
      for (int at = shift; at < to; at += BITS) {
        top = new Node(1, new Object[] {top});
      }
      return top;
    }

    @Nullable Object get(long counter) {
      if (counter >>> shift > MASK) {
        return null;
      }
      Node at = node;
      for (int s = shift; s > 0; s -= BITS) {
        int bit = 1 << ((counter >>> s) & MASK);
        if ((at.ways & bit) == 0) {
          return null;
        }
        at = (Node) at.slot(bit);
      }
      int bit = 1 << (counter & MASK);
      return (at.ways & bit) == 0 ? null : at.slot(bit);
    }

    Root with(long counter, Object value) {
      int height = shift;
      while (counter >>> (height + BITS) != 0) {
        height += BITS;
      }
      boolean added = get(counter) == null;
      Node changed = raised(height).with(counter, value, height);
      return new Root(height, changed, added ? size + 1 : size);
    }

    @Nullable Root without(long counter) {
      if (get(counter) == null) {
        return this;
      }
      if (size == 1) {
        return null;
      }
      Node less = node.without(counter, shift);
      int height = shift;
      while (height > 0 && less.ways == 1) {
        less = (Node) less.slots[0];
        height -= BITS;
      }
      return new Root(height, less, size - 1);
    }

    void forRange(long low, long high, Each each) {
      node.forRange(0, shift, low, high, each);
    }

    void compare(@Nullable Root other, OfOne<?> told) {
      int height = other == null ? shift : Math.max(shift, other.shift);
      raised(height).compare(other == null ? null : other.raised(height), 0, height, told);
    }
  }

  private static final class Node {
    private final int ways;
    private final Object[] slots;

    Node(int ways, Object[] slots) {
      this.ways = ways;
      this.slots = slots;
    }

    static Node single(long counter, Object value, int shift) {
      Object below = shift == 0 ? value : single(counter, value, shift - BITS);
      return new Node(1 << ((counter >>> shift) & MASK), new Object[] {below});
    }

    static Node of(long[] counters, Object[] values, int from, int to, int shift) {
      int ways = 0;
      Object[] slots = new Object[32];
      int used = 0;
      for (int i = from; i < to; ) {
        long prefix = counters[i] >>> shift;
        int end = i + 1;
        while (end < to && counters[end] >>> shift == prefix) {
          end++;
        }
        ways |= 1 << (prefix & MASK);
        slots[used++] = shift == 0 ? values[i] : of(counters, values, i, end, shift - BITS);
        i = end;
      }
      return new Node(ways, Arrays.copyOf(slots, used));
    }

    Object slot(int bit) {
      return slots[Integer.bitCount(ways & (bit - 1))];
    }

    Node with(long counter, Object value, int shift) {
      int bit = 1 << ((counter >>> shift) & MASK);
      int at = Integer.bitCount(ways & (bit - 1));
      if ((ways & bit) != 0) {
        Object[] copy = slots.clone();
        copy[at] = shift == 0 ? value : ((Node) slots[at]).with(counter, value, shift - BITS);
        return new Node(ways, copy);
      }
      Object[] more = new Object[slots.length + 1];
      System.arraycopy(slots, 0, more, 0, at);
      more[at] = shift == 0 ? value : single(counter, value, shift - BITS);
      System.arraycopy(slots, at, more, at + 1, slots.length - at);
      return new Node(ways | bit, more);
    }

    /** The counter is there, and others are. */
    Node without(long counter, int shift) {
      int bit = 1 << ((counter >>> shift) & MASK);
      int at = Integer.bitCount(ways & (bit - 1));
      if (shift > 0) {
        Node child = (Node) slots[at];
        if (!child.holdsOnly(shift - BITS)) {
          Object[] copy = slots.clone();
          copy[at] = child.without(counter, shift - BITS);
          return new Node(ways, copy);
        }
      }
      Object[] fewer = new Object[slots.length - 1];
      System.arraycopy(slots, 0, fewer, 0, at);
      System.arraycopy(slots, at + 1, fewer, at, fewer.length - at);
      return new Node(ways & ~bit, fewer);
    }

    private boolean holdsOnly(int shift) {
      return slots.length == 1 && (shift == 0 || ((Node) slots[0]).holdsOnly(shift - BITS));
    }

    void forRange(long base, int shift, long low, long high, Root.Each each) {
      int rest = ways;
      for (Object slot : slots) {
        int way = Integer.numberOfTrailingZeros(rest);
        rest &= rest - 1;
        long first = base | ((long) way << shift);
        long last = first | ((1L << shift) - 1);
        if (last < low) {
          continue;
        }
        if (first > high) {
          return;
        }
        if (shift == 0) {
          each.visit(first, slot);
        } else {
          ((Node) slot).forRange(first, shift - BITS, low, high, each);
        }
      }
    }

    @SuppressWarnings("ReferenceEquality") // what both share is equal
    void compare(@Nullable Node other, long base, int shift, OfOne<?> told) {
      if (other == this || (shift == 0 && isLike(other, told))) {
        return;
      }
      int rest = ways;
      for (Object slot : slots) {
        int bit = Integer.lowestOneBit(rest);
        rest &= rest - 1;
        long counter = base | ((long) Integer.numberOfTrailingZeros(bit) << shift);
        Object there = other == null || (other.ways & bit) == 0 ? null : other.slot(bit);
        if (shift > 0) {
          ((Node) slot).compare((Node) there, counter, shift - BITS, told);
        } else if (slot != there) {
          told.visit(counter, slot, there);
        }
      }
    }

    private boolean isLike(@Nullable Node other, OfOne<?> told) {
      return other != null && ways == other.ways && told.comparison.alike(slots, other.slots);
    }
  }
}
