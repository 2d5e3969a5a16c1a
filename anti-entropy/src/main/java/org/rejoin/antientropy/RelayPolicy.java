package org.rejoin.antientropy;

/**
 * Where a {@link DeltaRelay} sends deltas, and where only their ids.
 *
 * @param isPulling false: deltas go on all links, and nothing is announced
 * @param largeBytes deltas of this size or more go on the links of the tree only
 * @param redundancy the share of what came over a link and was known already, above which small
 *     deltas are announced there too
 * @param announceNanos how long ids are gathered before they are announced; by then the neighbour
 *     mostly has shown that it holds them, or they follow one another and are named together
 * @param pullNanos how long after an announcement the delta is pulled if it has not come
 */
public record RelayPolicy(
    boolean isPulling, int largeBytes, double redundancy, long announceNanos, long pullNanos) {
  /** Deltas go on all links. */
  public static final RelayPolicy PUSH = new RelayPolicy(false, 128, 0.3, 0, 1);

  /** Refuses negative sizes and times, and a share outside 0 to 1. */
  public RelayPolicy {
    if (largeBytes < 0 || announceNanos < 0 || pullNanos < 1) {
      throw new IllegalArgumentException(
          "large " + largeBytes + " B, announce " + announceNanos + " ns, pull " + pullNanos);
    }
    if (!(redundancy >= 0 && redundancy <= 1)) {
      throw new IllegalArgumentException("redundancy is a share, not " + redundancy);
    }
  }

  /** Announces and pulls: what has 128 bytes or more, and all on links that mostly bring known. */
  public static RelayPolicy pulling(long announceNanos, long pullNanos) {
    return new RelayPolicy(true, 128, 0.3, announceNanos, pullNanos);
  }
}
