package org.rejoin.cluster;

import java.time.Duration;

/** From whom a read collects, and how long the caller waits for it. */
public record Read(Level level, Duration timeout) {
  /** Refuses a timeout that is not positive. */
  public Read {
    Timeouts.check(timeout);
  }

  /** AP. What this node has. */
  public static Read local() {
    return new Read(Level.LOCAL, Timeouts.LOCAL);
  }

  /** AP. The join of what {@code members} members have, this node included. */
  public static Read atLeast(int members, Duration timeout) {
    return new Read(Level.atLeast(members), timeout);
  }

  /**
   * QUORUM. The join of what a majority of the replica set has, written back until a majority holds
   * it: sees every majority write that ended before it began, and never goes back. That holds while
   * no member of the set loses its memory: one that restarts is empty until it is refilled, and
   * counts at once.
   */
  public static Read majority(Duration timeout) {
    return new Read(Level.MAJORITY, timeout);
  }
}
