package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map in the form of a compressed hash-array mapped prefix tree. Its shape follows
 * from its content alone, whatever the history. Immutable; a change copies the nodes on one path,
 * O(log32 n), and shares the rest.
 *
 * <p>Paper: Steindorfer, Vinju, <i>Optimizing Hash-Array Mapped Tries for Fast and Lean Immutable
 * JVM Collections</i>, OOPSLA 2015.
 *
 * <p>Implementation notes. (1) A node holds its entries before its child nodes, both ascending by
 * way; two bitmaps tell which ways they are. (2) A node below the root never holds just one entry
 * and no child: a removal moves such an entry up. (3) Keys that collide in the fast hash go on by a
 * cryptographic one, so that a flood of them costs O(log n) as well.
 */
final class HashTrie<K, V> {
  private static final Node NO_ENTRIES = new Node(0, 0, new Object[0]);
  private static final HashTrie<?, ?> EMPTY = new HashTrie<>(NO_ENTRIES, 0);

  private final Node root;
  private final int size;

  private HashTrie(Node root, int size) {
    this.root = root;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // no entries of any type
  static <K, V> HashTrie<K, V> empty() {
    return (HashTrie<K, V>) EMPTY;
  }

  /** All of them; no two keys may be equal. O(n). */
  static <K, V> HashTrie<K, V> of(List<Key<K>> keys, List<V> values) {
    if (keys.size() <= 1) {
      return keys.isEmpty() ? empty() : HashTrie.<K, V>empty().with(keys.get(0), values.get(0));
    }
    Object[] all = new Object[2 * keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      all[2 * i] = keys.get(i);
      all[2 * i + 1] = values.get(i);
    }
    return new HashTrie<>(Node.of(all, 0), keys.size());
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  @SuppressWarnings("unchecked") // only values of this type are put in
  @Nullable V get(Key<K> key) {
    Node node = root;
    for (int level = 0; ; level++) {
      int bit = 1 << key.way(level);
      if ((node.entries & bit) != 0) {
        int at = 2 * node.entryIndex(bit);
        return node.slots[at].equals(key) ? (V) node.slots[at + 1] : null;
      }
      if ((node.children & bit) == 0) {
        return null;
      }
      node = node.child(bit);
    }
  }

  /** Puts {@code value} under {@code key}; an equal key that was there gives way to this one. */
  HashTrie<K, V> with(Key<K> key, V value) {
    boolean[] added = new boolean[1];
    Node changed = root.with(key, value, 0, added);
    return new HashTrie<>(changed, added[0] ? size + 1 : size);
  }

  @SuppressWarnings("ReferenceEquality") // nothing changed, nothing is made
  HashTrie<K, V> without(Key<K> key) {
    Node changed = root.without(key, 0);
    return changed == root ? this : size == 1 ? empty() : new HashTrie<>(changed, size - 1);
  }

  /** In an order that depends on the content alone. */
  void forEach(BiConsumer<? super Key<K>, ? super V> action) {
    root.find(
        (key, value) -> {
          action.accept(HashTrie.<K>keyOf(key), HashTrie.<V>valueOf(value));
          return false;
        });
  }

  /** The first key whose entry {@code wanted} is; null if there is none. */
  @Nullable Key<K> find(BiPredicate<? super Key<K>, ? super V> wanted) {
    Object found =
        root.find((key, value) -> wanted.test(HashTrie.<K>keyOf(key), HashTrie.<V>valueOf(value)));
    return found == null ? null : keyOf(found);
  }

  /** Visits the entries whose keys {@code other} lacks; what both share costs nothing. */
  void forEachNotIn(HashTrie<K, V> other, BiConsumer<? super Key<K>, ? super V> action) {
    root.missing(
        other.root,
        0,
        (key, value) -> action.accept(HashTrie.<K>keyOf(key), HashTrie.<V>valueOf(value)));
  }

  /** In the order of the keys' bytes; O(n log n). */
  List<Entry<K, V>> sorted() {
    List<Entry<K, V>> all = new ArrayList<>(size);
    forEach((key, value) -> all.add(new Entry<>(key, key.bytes(), value)));
    if (size > 1) {
      all.sort((a, b) -> Arrays.compareUnsigned(a.bytes, b.bytes));
    }
    return all;
  }

  @SuppressWarnings("unchecked") // as put in
  private static <K> Key<K> keyOf(Object key) {
    return (Key<K>) key;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as put in
  private static <V> V valueOf(Object value) {
    return (V) value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashTrie<?, ?> trie && size == trie.size && root.equals(trie.root);
  }

  @Override
  public int hashCode() {
    int[] sum = {size};
    root.find(
        (key, value) -> {
          sum[0] += key.hashCode() * 31 ^ value.hashCode();
          return false;
        });
    return sum[0];
  }

  /** An entry with the bytes of its key. */
  record Entry<K, V>(Key<K> key, byte[] bytes, V value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Entry<?, ?> entry
          && key.equals(entry.key)
          && value.equals(entry.value);
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + value.hashCode();
    }
  }

  private static final class Node {
    private static final Object[] NONE = {};

    private final int entries;
    private final int children;
    private final Object[] slots;

    Node(int entries, int children, Object[] slots) {
      this.entries = entries;
      this.children = children;
      this.slots = slots;
    }

    /** Of keys and values in turn that all go the same ways above {@code level}. */
    static Node of(Object[] all, int level) {
      if (all.length == 4) {
        return ofTwo((Key<?>) all[0], all[1], (Key<?>) all[2], all[3], level);
      }
      int[] counts = new int[32];
      for (int i = 0; i < all.length; i += 2) {
        counts[((Key<?>) all[i]).way(level)]++;
      }
      Object[][] parts = new Object[32][];
      int entries = 0;
      int children = 0;
      for (int way = 0; way < 32; way++) {
        entries |= counts[way] == 1 ? 1 << way : 0;
        children |= counts[way] > 1 ? 1 << way : 0;
        parts[way] = counts[way] == 0 ? NONE : new Object[2 * counts[way]];
      }
      for (int i = 0; i < all.length; i += 2) {
        int way = ((Key<?>) all[i]).way(level);
        int at = parts[way].length - 2 * counts[way]--;
        parts[way][at] = all[i];
        parts[way][at + 1] = all[i + 1];
      }
      Object[] slots = new Object[2 * Integer.bitCount(entries) + Integer.bitCount(children)];
      int entry = 0;
      int child = 2 * Integer.bitCount(entries);
      for (Object[] part : parts) {
        if (part.length == 2) {
          slots[entry++] = part[0];
          slots[entry++] = part[1];
        } else if (part.length > 2) {
          slots[child++] = of(part, level + 1);
        }
      }
      return new Node(entries, children, slots);
    }

    private static Node ofTwo(Key<?> a, Object valueA, Key<?> b, Object valueB, int level) {
      int wayA = a.way(level);
      int wayB = b.way(level);
      if (wayA == wayB) {
        return new Node(0, 1 << wayA, new Object[] {ofTwo(a, valueA, b, valueB, level + 1)});
      }
      Object[] slots =
          wayA < wayB ? new Object[] {a, valueA, b, valueB} : new Object[] {b, valueB, a, valueA};
      return new Node(1 << wayA | 1 << wayB, 0, slots);
    }

    int entryIndex(int bit) {
      return Integer.bitCount(entries & (bit - 1));
    }

    int childSlot(int bit) {
      return 2 * Integer.bitCount(entries) + Integer.bitCount(children & (bit - 1));
    }

    Node child(int bit) {
      return (Node) slots[childSlot(bit)];
    }

    Node with(Key<?> key, Object value, int level, boolean[] added) {
      int bit = 1 << key.way(level);
      if ((children & bit) != 0) {
        int at = childSlot(bit);
        return replaced(at, ((Node) slots[at]).with(key, value, level + 1, added));
      }
      int at = 2 * entryIndex(bit);
      if ((entries & bit) == 0) {
        added[0] = true;
        return insert(bit, at, key, value);
      }
      Key<?> old = (Key<?>) slots[at];
      if (old.equals(key)) {
        Object[] copy = slots.clone();
        copy[at] = key;
        copy[at + 1] = value;
        return new Node(entries, children, copy);
      }
      added[0] = true;
      return push(bit, at, ofTwo(old, slots[at + 1], key, value, level + 1));
    }

    private Node replaced(int at, Object child) {
      Object[] copy = slots.clone();
      copy[at] = child;
      return new Node(entries, children, copy);
    }

    private Node insert(int bit, int at, Object key, Object value) {
      Object[] copy = new Object[slots.length + 2];
      System.arraycopy(slots, 0, copy, 0, at);
      copy[at] = key;
      copy[at + 1] = value;
      System.arraycopy(slots, at, copy, at + 2, slots.length - at);
      return new Node(entries | bit, children, copy);
    }

    /** The entry at {@code at} gives way to a child. */
    private Node push(int bit, int at, Node child) {
      Object[] copy = new Object[slots.length - 1];
      int childAt = childSlot(bit) - 2;
      System.arraycopy(slots, 0, copy, 0, at);
      System.arraycopy(slots, at + 2, copy, at, childAt - at);
      copy[childAt] = child;
      System.arraycopy(slots, childAt + 2, copy, childAt + 1, slots.length - childAt - 2);
      return new Node(entries & ~bit, children | bit, copy);
    }

    /** Without the entry; this very node if it is not there. */
    @SuppressWarnings("ReferenceEquality")
    Node without(Key<?> key, int level) {
      int bit = 1 << key.way(level);
      if ((entries & bit) != 0) {
        int at = 2 * entryIndex(bit);
        return slots[at].equals(key) ? drop(bit, at) : this;
      }
      if ((children & bit) == 0) {
        return this;
      }
      int at = childSlot(bit);
      Node child = (Node) slots[at];
      Node changed = child.without(key, level + 1);
      if (changed == child) {
        return this;
      }
      return changed.children == 0 && changed.slots.length == 2
          ? pull(bit, at, changed)
          : replaced(at, changed);
    }

    private Node drop(int bit, int at) {
      Object[] copy = new Object[slots.length - 2];
      System.arraycopy(slots, 0, copy, 0, at);
      System.arraycopy(slots, at + 2, copy, at, copy.length - at);
      return new Node(entries & ~bit, children, copy);
    }

    /** The child at {@code at} gives way to its only entry. */
    private Node pull(int bit, int at, Node single) {
      Object[] copy = new Object[slots.length + 1];
      int entryAt = 2 * entryIndex(bit);
      System.arraycopy(slots, 0, copy, 0, entryAt);
      copy[entryAt] = single.slots[0];
      copy[entryAt + 1] = single.slots[1];
      System.arraycopy(slots, entryAt, copy, entryAt + 2, at - entryAt);
      System.arraycopy(slots, at + 1, copy, at + 2, slots.length - at - 1);
      return new Node(entries | bit, children & ~bit, copy);
    }

    /** Visits the entries whose keys are not in {@code other}, a node of the same place. */
    @SuppressWarnings("ReferenceEquality") // what both share is equal
    void missing(Node other, int level, BiConsumer<Object, Object> action) {
      if (other == this) {
        return;
      }
      int slot = 0;
      for (int rest = entries; rest != 0; rest &= rest - 1) {
        Object key = slots[slot++];
        Object value = slots[slot++];
        if (!other.holds((Key<?>) key, Integer.lowestOneBit(rest), level)) {
          action.accept(key, value);
        }
      }
      for (int rest = children; rest != 0; rest &= rest - 1) {
        Node child = (Node) slots[slot++];
        int bit = Integer.lowestOneBit(rest);
        if ((other.children & bit) != 0) {
          child.missing(other.child(bit), level + 1, action);
        } else {
          Object known = (other.entries & bit) == 0 ? null : other.slots[2 * other.entryIndex(bit)];
          child.find(
              (key, value) -> {
                if (!key.equals(known)) {
                  action.accept(key, value);
                }
                return false;
              });
        }
      }
    }

    /** Whether {@code key}, which goes the way of {@code bit} at {@code level}, is in. */
    private boolean holds(Key<?> key, int bit, int level) {
      if ((entries & bit) != 0) {
        return slots[2 * entryIndex(bit)].equals(key);
      }
      return (children & bit) != 0 && child(bit).holds(key, 1 << key.way(level + 1), level + 1);
    }

    /** Visits keys and values until one is wanted; that key, or null. */
    @Nullable Object find(BiPredicate<Object, Object> wanted) {
      int firstChild = 2 * Integer.bitCount(entries);
      for (int i = 0; i < firstChild; i += 2) {
        if (wanted.test(slots[i], slots[i + 1])) {
          return slots[i];
        }
      }
      for (int i = firstChild; i < slots.length; i++) {
        Object found = ((Node) slots[i]).find(wanted);
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    @Override
    public boolean equals(Object other) {
      return other == this
          || (other instanceof Node node
              && entries == node.entries
              && children == node.children
              && Arrays.equals(slots, node.slots));
    }

    @Override
    public int hashCode() {
      throw new UnsupportedOperationException("nodes are compared only");
    }
  }
}
