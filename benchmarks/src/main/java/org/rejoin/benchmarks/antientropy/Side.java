package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.HashSuite;

/** What one side holds: of each key, by number, a version hash or nothing. Not thread-safe. */
final class Side {
  private final HashSuite suite;
  private final Keyring keys;
  private final long[] versions;
  private final BitSet held;

  /** Hashes of the items, which sums are made of. */
  private final long[] high;

  private final long[] low;

  /** All keys, in versions that are drawn. */
  Side(HashSuite suite, Keyring keys, SplittableRandom random) {
    this.suite = suite;
    this.keys = keys;
    this.versions = new long[keys.size()];
    this.held = new BitSet(keys.size());
    this.high = new long[keys.size()];
    this.low = new long[keys.size()];
    for (int i = 0; i < keys.size(); i++) {
      put(i, random.nextLong());
    }
  }

  private Side(Side other) {
    this.suite = other.suite;
    this.keys = other.keys;
    this.versions = other.versions.clone();
    this.held = (BitSet) other.held.clone();
    this.high = other.high.clone();
    this.low = other.low.clone();
  }

  Side copy() {
    return new Side(this);
  }

  Keyring keys() {
    return keys;
  }

  HashSuite suite() {
    return suite;
  }

  boolean holds(int number) {
    return held.get(number);
  }

  /** Whether both hold the key in the same version, or neither holds it. */
  boolean agrees(Side other, int number) {
    return holds(number) == other.holds(number)
        && (!holds(number) || versions[number] == other.versions[number]);
  }

  void put(int number, long version) {
    RangeSum sum = RangeSum.of(suite, new Item(keys.hash(number), version));
    versions[number] = version;
    high[number] = sum.sum().high();
    low[number] = sum.sum().low();
    held.set(number);
  }

  void drop(int number) {
    held.clear(number);
  }

  /** Makes this side hold of the key what the other holds. */
  void take(Side other, int number) {
    versions[number] = other.versions[number];
    high[number] = other.high[number];
    low[number] = other.low[number];
    held.set(number, other.held.get(number));
  }

  long high(int number) {
    return high[number];
  }

  long low(int number) {
    return low[number];
  }
}
