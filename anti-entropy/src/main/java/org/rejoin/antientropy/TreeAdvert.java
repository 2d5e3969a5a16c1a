package org.rejoin.antientropy;

/**
 * What a node tells a neighbour of the tree on which a {@link DeltaRelay} sends large deltas.
 *
 * @param root the lowest node that it has heard of
 * @param distance links to that root, from 0 to {@value #MAX_DISTANCE}
 * @param isParent whether the neighbour that is told is the one towards the root
 */
public record TreeAdvert(long root, int distance, boolean isParent) {
  /** Longer ways are taken for news of a root that is gone. */
  public static final int MAX_DISTANCE = 32;

  /** Refuses distances that no node tells. */
  public TreeAdvert {
    if (distance < 0 || distance > MAX_DISTANCE) {
      throw new IllegalArgumentException("distance " + distance + " of root " + root);
    }
  }
}
