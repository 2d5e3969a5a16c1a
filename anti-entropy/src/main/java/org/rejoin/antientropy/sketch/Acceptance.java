package org.rejoin.antientropy.sketch;

import org.rejoin.antientropy.Item;

/**
 * What tells decoded items from noise. Symbols carry 32 bits of check, so about one in 2^32 that
 * look pure is not; and a peer may be mistaken or hostile. Asked by {@link Peeling} while it
 * decodes; must not change meanwhile.
 */
public interface Acceptance {
  /** Whether my index held {@code item} at the snapshot, or its key has changed since. */
  boolean canBeMine(Item item);

  /** Whether my index did not hold {@code item} at the snapshot, or its key has changed since. */
  boolean canBeTheirs(Item item);

  /** Whether my sum without mine and with theirs gives the peer's fingerprint. */
  boolean accepts(PeelResult.Decoded decoded);
}
