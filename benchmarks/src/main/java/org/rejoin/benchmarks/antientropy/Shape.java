package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;

/**
 * How some system finds and mends what differs, in its shape: its messages in its order with its
 * sizes, between two sides in one process. It is not that system: what does not bear on bytes and
 * round trips is left out, and where a system leaves room the better choice is taken. What a system
 * keeps up to date all the time is built by the constructor, what it makes for a comparison by
 * {@link #reconcile}. SPI; for one comparison.
 */
public interface Shape {
  /**
   * Runs to the end.
   *
   * @param wire counts what is sent
   * @return the numbers of the keys that were taken for differing
   */
  BitSet reconcile(Wire wire);
}
