package org.rejoin.antientropy;

/**
 * What anti-entropy would send a neighbour instead of the deltas that are owed to it. Many deltas
 * of few keys cost more than what they have made of those keys: then the claim is better dropped.
 *
 * @param keys distinct keys that the deltas are of; counted too high it only drops later
 * @param meanPartBytes what a key's missing part weighs on average, as repairs have shown
 */
public record RepairEstimate(int keys, long meanPartBytes) {
  /** An exchange that finds something. */
  private static final long EXCHANGE_BYTES = 400;

  /** Finding and naming one key. */
  private static final long KEY_BYTES = 60;

  /** Refuses negative numbers, and sizes that no delta has. */
  public RepairEstimate {
    if (keys < 0 || meanPartBytes < 0 || meanPartBytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(keys + " keys of " + meanPartBytes + " bytes");
    }
  }

  /** What the repair would send. */
  public long bytes() {
    return EXCHANGE_BYTES + keys * (KEY_BYTES + meanPartBytes);
  }

  /** Drops the claim if repair sends less; true if it did. */
  public boolean drop(DeltaBuffer<?> buffer) {
    boolean isCheaper = buffer.pendingBytes() > bytes();
    if (isCheaper) {
      buffer.dropClaim();
    }
    return isCheaper;
  }
}
