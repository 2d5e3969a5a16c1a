package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What a state has seen: its vector, or its causal context with the live dots. (Papers call it a
 * digest; here a digest is a hash.) Immutable; equal summaries with unequal digests mean
 * corruption.
 */
public interface Summary {
  /** Whether a state with this summary learns nothing from one with summary {@code other}. */
  boolean covers(Summary other);

  /** Writes the canonical encoding. */
  void write(CanonicalOut out);

  /** The canonical encoding as an array of its own. */
  default byte[] toBytes() {
    CanonicalOut out = new CanonicalOut();
    write(out);
    return out.toByteArray();
  }
}
