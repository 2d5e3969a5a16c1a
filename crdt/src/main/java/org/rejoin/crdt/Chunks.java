package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.List;

/** Cuts big deltas to the size of a frame. */
public final class Chunks {
  /** No frame is smaller than this. */
  public static final int MIN_BYTES = 64;

  private Chunks() {}

  /**
   * Parts whose join is {@code delta}, each with an encoding of at most {@code maxBytes}; a single
   * irreducible may be larger than that. They may be joined in any order, and some of them without
   * the others. Cost: O(size x log parts); the delta is halved until its parts fit.
   *
   * @param maxBytes at least {@value #MIN_BYTES}
   */
  public static <S extends Crdt<S>> List<S> split(S delta, int maxBytes) {
    if (maxBytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a chunk of " + maxBytes + " bytes is too small, the least is " + MIN_BYTES);
    }
    List<S> chunks = new ArrayList<>();
    split(delta, maxBytes, chunks);
    return chunks;
  }

  private static <S extends Crdt<S>> void split(S part, int maxBytes, List<S> chunks) {
    if (part.isBottom()) {
      return;
    }
    List<S> halves = part.toBytes().length <= maxBytes ? List.of(part) : part.halves();
    if (halves.size() == 1) {
      chunks.add(part);
      return;
    }
    for (S half : halves) {
      split(half, maxBytes, chunks);
    }
  }
}
