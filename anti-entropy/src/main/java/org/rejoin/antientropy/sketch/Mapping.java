package org.rejoin.antientropy.sketch;

import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Walks over the symbols that an item is part of: index 0, then each i with probability {@link
 * #probability}, which is 1/(1 + i/2) but for 4 % at 1 and 0.2 % at 10 (Yang et al., section 4.2,
 * alpha 0.5, with the published approximation of the jump). The jumps are drawn from a splitmix64
 * seeded with the item's check, by additions, a division and a square root of IEEE doubles, which
 * are exact to the bit: the walk is the same on every JVM and must stay so, being protocol. Not
 * thread-safe.
 */
final class Mapping {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1p-53;

  private long state;

  /** Whole numbers only. A double because each jump waits for the last: no conversions between. */
  private double index;

  /** Begins at index 0. */
  Mapping(long check) {
    state = check;
  }

  /**
   * What seeds the walk and, by its low bits, proves a symbol pure: the low half of the hash that
   * trees add up.
   */
  static long check(HashSuite suite, Item item) {
    return RangeSum.of(suite, item).sum().low();
  }

  /** The probability that an item is in symbol {@code index}, 1 or more. */
  static double probability(int index) {
    return 2 * (index + 1) / ((index + 1.5) * (index + 1.5));
  }

  /** The present index; {@link Integer#MAX_VALUE} stands for all that lie beyond. */
  int index() {
    return (int) index;
  }

  /** Goes on to the next index. */
  void advance() {
    state += GOLDEN_GAMMA;
    double uniform = ((mixed(state) >>> 11) + 1) * UNIT;
    double jump = Math.ceil((index + 1.5) * (1 / Math.sqrt(uniform) - 1));
    index += jump < 1 ? 1 : jump;
  }

  /** The output function of splitmix64. */
  private static long mixed(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
