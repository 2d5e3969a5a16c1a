package org.rejoin.cluster;

import java.time.Duration;

/**
 * When a write is done: the level it has to reach, and how long the caller waits for it. A passed
 * deadline gives {@link WriteResult.Unknown}; nothing is ever rolled back.
 */
public record Write(Level level, Duration timeout) {
  /** Refuses a timeout that is not positive. */
  public Write {
    Timeouts.check(timeout);
  }

  /** AP. Applied on this node; gossip brings it to the others. */
  public static Write local() {
    return new Write(Level.LOCAL, Timeouts.LOCAL);
  }

  /** AP. At least {@code members} members hold it, this node included. */
  public static Write atLeast(int members, Duration timeout) {
    return new Write(Level.atLeast(members), timeout);
  }

  /** QUORUM. A majority of the configured replica set holds it. */
  public static Write majority(Duration timeout) {
    return new Write(Level.MAJORITY, timeout);
  }
}
