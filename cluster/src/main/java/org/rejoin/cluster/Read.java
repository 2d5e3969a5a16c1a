package org.rejoin.cluster;

import java.time.Duration;
import java.util.Optional;

/**
 * From whom a read collects, and how long the caller waits for it.
 *
 * @param after what the caller has seen before: the read shows nothing older
 */
public record Read(Level level, Duration timeout, Optional<KeyToken> after) {
  /** Refuses a timeout that is not positive. */
  public Read {
    Timeouts.check(timeout);
  }

  /** Of a caller who has seen nothing before. */
  public Read(Level level, Duration timeout) {
    this(level, timeout, Optional.empty());
  }

  /**
   * The same, of a caller who has seen that. A node that lacks some of it fetches it from the
   * others, and waits for it until the deadline; then the result is {@link ReadResult.Unavailable},
   * never an older state. A token of another key is {@link RejectedCode#WRONG_TOKEN}.
   */
  public Read after(KeyToken token) {
    return new Read(level, timeout, Optional.of(token));
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
