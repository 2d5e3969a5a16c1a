package org.rejoin.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * When a write is done: the level it has to reach, and how long the caller waits for it. A passed
 * deadline gives {@link WriteResult.Unknown}; nothing is ever rolled back.
 *
 * @param after what the caller has seen before
 */
public record Write(Level level, Duration timeout, Optional<KeyToken> after) {
  /** Refuses a timeout that is not positive. */
  public Write {
    Timeouts.check(timeout);
  }

  /** Of a caller who has seen nothing before. */
  public Write(Level level, Duration timeout) {
    this(level, timeout, Optional.empty());
  }

  /**
   * The same, of a caller who has seen that: the change is made to a state that has all of it. A
   * node that lacks some fetches it first, as a read does ({@link Read#after}), within the time
   * that is given for the write; if it does not come, nothing is applied and the result is {@link
   * WriteResult.Unavailable}.
   */
  public Write after(KeyToken token) {
    return new Write(level, timeout, Optional.of(token));
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
