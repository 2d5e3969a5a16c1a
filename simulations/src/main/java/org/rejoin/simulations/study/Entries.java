package org.rejoin.simulations.study;

import java.util.Arrays;

/**
 * The lattice of the study: a map from numbers to positive numbers, joined by taking the greater
 * value of each key. A grow-only set is such a map with value 1, a counter one from replicas to
 * counts, a map of last writers one from keys to times. The join-irreducibles are the single
 * entries, so that the published unit of payload is the size.
 *
 * <p>State: two arrays, keys ascending. Join and novelty cost the sum of both sizes. Immutable.
 *
 * <p>The types of {@code org.rejoin.crdt} are not used here for the time that a run of twenty seeds
 * and eight algorithms would take; a test compares the two.
 */
final class Entries {
  static final Entries NONE = new Entries(new int[0], new long[0]);

  /** From so many times more entries on, keys are looked up one by one. */
  private static final int SMALL = 16;

  private final int[] keys;
  private final long[] values;

  private Entries(int[] keys, long[] values) {
    this.keys = keys;
    this.values = values;
  }

  /** Those keys, distinct and in any order, each with that value. */
  static Entries of(int[] keys, long value) {
    int[] sorted = keys.clone();
    Arrays.sort(sorted);
    long[] values = new long[sorted.length];
    Arrays.fill(values, value);
    return new Entries(sorted, values);
  }

  int size() {
    return keys.length;
  }

  boolean isEmpty() {
    return keys.length == 0;
  }

  /** The value of a key; 0 if it has none. */
  long value(int key) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? 0 : values[at];
  }

  /** What has a key from {@code from} to below {@code to}. O(log n) and a copy of that. */
  Entries part(int from, int to) {
    int first = firstAt(from);
    int last = firstAt(to);
    return first == last
        ? NONE
        : new Entries(
            Arrays.copyOfRange(keys, first, last), Arrays.copyOfRange(values, first, last));
  }

  /** How many keys there are from {@code from} to below {@code to}. O(log n). */
  int count(int from, int to) {
    return firstAt(to) - firstAt(from);
  }

  /** The keys, ascending; a copy. */
  int[] keys() {
    return keys.clone();
  }

  private int firstAt(int key) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? -at - 1 : at;
  }

  /** Least upper bound. */
  Entries join(Entries other) {
    if (isEmpty()) {
      return other;
    }
    return other.novelty(this).isEmpty() ? this : merge(other);
  }

  /** What of this is above {@code before}. */
  Entries novelty(Entries before) {
    int[] newKeys = new int[keys.length];
    long[] newValues = new long[keys.length];
    boolean isSmall = keys.length < before.keys.length / SMALL;
    int size = 0;
    int at = 0;
    for (int i = 0; i < keys.length; i++) {
      at = isSmall ? before.firstAt(keys[i]) : at;
      while (at < before.keys.length && before.keys[at] < keys[i]) {
        at++;
      }
      boolean isThere = at < before.keys.length && before.keys[at] == keys[i];
      if (!isThere || values[i] > before.values[at]) {
        newKeys[size] = keys[i];
        newValues[size++] = values[i];
      }
    }
    return size == keys.length ? this : cut(newKeys, newValues, size);
  }

  private Entries merge(Entries other) {
    int[] allKeys = new int[keys.length + other.keys.length];
    long[] allValues = new long[allKeys.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < keys.length || j < other.keys.length) {
      boolean isMine = j == other.keys.length || (i < keys.length && keys[i] <= other.keys[j]);
      boolean isTheirs = i == keys.length || (j < other.keys.length && other.keys[j] <= keys[i]);
      allKeys[size] = isMine ? keys[i] : other.keys[j];
      allValues[size++] = Math.max(isMine ? values[i] : 0, isTheirs ? other.values[j] : 0);
      i += isMine ? 1 : 0;
      j += isTheirs ? 1 : 0;
    }
    return cut(allKeys, allValues, size);
  }

  private static Entries cut(int[] keys, long[] values, int size) {
    return size == 0 ? NONE : new Entries(Arrays.copyOf(keys, size), Arrays.copyOf(values, size));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entries that
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Entries[" + keys.length + "]";
  }
}
