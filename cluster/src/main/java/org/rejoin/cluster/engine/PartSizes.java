package org.rejoin.cluster.engine;

/**
 * What a key's missing part weighs in the repairs that this group sends: a running mean, of which
 * each part makes a sixteenth. Until one was sent, 1 KiB, which is more than most. In bytes of
 * entries, as buffers count them.
 */
final class PartSizes {
  private static final long FIRST_BYTES = 1024;
  private static final int WEIGHT = 16;

  private long weighted = FIRST_BYTES * WEIGHT;

  /** A repair sends so many bytes of one key. */
  void sent(long bytes) {
    weighted += bytes - weighted / WEIGHT;
  }

  /** At most that of the largest. */
  long meanBytes() {
    return Math.min(Integer.MAX_VALUE, weighted / WEIGHT);
  }
}
