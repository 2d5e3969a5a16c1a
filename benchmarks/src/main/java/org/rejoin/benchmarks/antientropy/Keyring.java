package org.rejoin.benchmarks.antientropy;

import java.util.Arrays;

/**
 * The keys of a run, by number: the order in which they were created, which their ids tell too.
 * Immutable; 16 bytes a key.
 */
final class Keyring {
  /** Length of every id. */
  static final int ID_CHARS = 6;

  private static final int RADIX = 36;

  private final long[] hashes;
  private final int[] byHash;

  /** The keys 0 to {@code size - 1}. */
  Keyring(int size) {
    this.hashes = StorePair.hashes(size);
    this.byHash = new int[size];
    long[] sorted = new long[size];
    for (int i = 0; i < size; i++) {
      sorted[i] = signed(hashes[i]);
    }
    Arrays.sort(sorted);
    for (int i = 1; i < size; i++) {
      if (sorted[i - 1] == sorted[i]) {
        throw new IllegalStateException("two of " + size + " keys share a hash: take fewer");
      }
    }
    for (int i = 0; i < size; i++) {
      byHash[Arrays.binarySearch(sorted, signed(hashes[i]))] = i;
    }
  }

  private static long signed(long hash) {
    return hash ^ Long.MIN_VALUE;
  }

  /** The id of a key: ids sort as numbers do. */
  static String id(int number) {
    String digits = Integer.toString(number, RADIX);
    return "k" + "0".repeat(ID_CHARS - 1 - digits.length()) + digits;
  }

  /** The number of the key with that id. */
  static int number(String id) {
    return Integer.parseInt(id.substring(1), RADIX);
  }

  int size() {
    return hashes.length;
  }

  /** Hash of a key, by its number. */
  long hash(int number) {
    return hashes[number];
  }

  /** Number of the key at that position in the order of hashes. */
  int byHash(int position) {
    return byHash[position];
  }

  /** Numbers of all keys in the order of their hashes; not to be changed. */
  int[] byHash() {
    return byHash;
  }

  /**
   * The first position, in the order of hashes, of a hash whose first {@code bits} bits are at
   * least {@code prefix}; the number of keys if there is none.
   */
  int firstFrom(long prefix, int bits) {
    if (bits == 0 || prefix >>> bits != 0) {
      return prefix == 0 ? 0 : size();
    }
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashes[byHash[middle]] >>> (Long.SIZE - bits) < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
