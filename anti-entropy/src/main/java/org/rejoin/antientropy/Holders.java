package org.rejoin.antientropy;

/**
 * Which neighbours are known to hold a delta (the known-by bits), and how many buffers still owe
 * it. Shared by the buffers that the delta is in. Not thread-safe.
 */
final class Holders {
  /** Neighbours that can have a bit; the others are sent everything. */
  static final int SLOTS = Long.SIZE;

  /** Of a neighbour without a bit. */
  static final int NO_SLOT = -1;

  private long bits;
  private int claims;

  boolean has(int slot) {
    return slot != NO_SLOT && (bits & (1L << slot)) != 0;
  }

  void add(int slot) {
    if (slot != NO_SLOT) {
      bits |= 1L << slot;
    }
  }

  void remove(int slot) {
    if (slot != NO_SLOT) {
      bits &= ~(1L << slot);
    }
  }

  void claimed() {
    claims++;
  }

  void released() {
    claims--;
  }

  /** Whether some buffer still owes it. */
  boolean isClaimed() {
    return claims > 0;
  }
}
