package org.rejoin.antientropy;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One neighbour of a {@link DeltaRelay}, in one incarnation. Not thread-safe. */
final class RelayLink<P> {
  /** Weight of the latest delta in the estimate of redundancy. */
  private static final double WEIGHT = 0.125;

  final DeltaBuffer<Parcel<P>> buffer;

  /** Held back for an announcement, oldest first. */
  final Deque<RelayStore.Kept<P>> unannounced = new ArrayDeque<>();

  /** What the neighbour was told last of the tree. */
  @Nullable TreeAdvert told;

  private double redundancy;

  RelayLink(DeltaBuffer<Parcel<P>> buffer) {
    this.buffer = buffer;
  }

  /** A delta came over this link. */
  void came(boolean isNovel) {
    redundancy += WEIGHT * ((isNovel ? 0 : 1) - redundancy);
  }

  /** Whether of a delta of that size only the id goes over this link, if it is not of the tree. */
  boolean isIdEnough(int sizeBytes, RelayPolicy policy) {
    return sizeBytes >= policy.largeBytes() || redundancy > policy.redundancy();
  }
}
