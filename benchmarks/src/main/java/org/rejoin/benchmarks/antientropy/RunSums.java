package org.rejoin.benchmarks.antientropy;

import java.util.Arrays;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Sums of what one side holds over runs of positions in an order of all keys: a standing structure
 * that gives the sum of any run at once, and so stands for whichever tree a system keeps. Runs are
 * from a position, inclusive, to one, exclusive; both sides have the same positions.
 */
final class RunSums {
  private final HashSuite suite;
  private final long[] high;
  private final long[] low;

  /** How many are held before a position. */
  private final int[] held;

  /** Positions of what is held. */
  private final int[] positions;

  /** Of {@code side}, for numbers of keys in that order. */
  RunSums(Side side, int[] order) {
    this.suite = side.suite();
    this.high = new long[order.length + 1];
    this.low = new long[order.length + 1];
    this.held = new int[order.length + 1];
    int[] all = new int[order.length];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      int number = order[i];
      long addedLow = 0;
      long addedHigh = 0;
      if (side.holds(number)) {
        all[count++] = i;
        addedLow = side.low(number);
        addedHigh = side.high(number);
      }
      held[i + 1] = count;
      low[i + 1] = low[i] + addedLow;
      boolean isCarry = Long.compareUnsigned(low[i + 1], addedLow) < 0;
      high[i + 1] = high[i] + addedHigh + (isCarry ? 1 : 0);
    }
    this.positions = Arrays.copyOf(all, count);
  }

  /** How many of a run are held. */
  int count(int from, int to) {
    return held[to] - held[from];
  }

  /**
   * The position of the held item that {@code rank} others of the run from {@code from} precede.
   */
  int position(int from, int rank) {
    return positions[held[from] + rank];
  }

  /** Hash of the sum of a run, and of how many it is of. */
  Digest128 fingerprint(int from, int to) {
    boolean isBorrow = Long.compareUnsigned(low[to], low[from]) < 0;
    CanonicalOut out =
        new CanonicalOut()
            .writeFixedLong(high[to] - high[from] - (isBorrow ? 1 : 0))
            .writeFixedLong(low[to] - low[from])
            .writeFixedLong(count(from, to));
    return suite.hash128(HashDomain.FINGERPRINT, out.toByteArray());
  }

  /** Whether both sides' fingerprints of a run are equal. */
  boolean agrees(RunSums other, int from, int to) {
    return fingerprint(from, to).equals(other.fingerprint(from, to));
  }
}
