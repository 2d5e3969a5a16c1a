package org.rejoin.cluster;

import java.util.List;
import java.util.function.Function;

/**
 * How a write ended. Node ids are sorted. Nothing here is ever a rollback: {@link Partial} and
 * {@link Unknown} writes were applied on this node and keep spreading.
 */
public sealed interface WriteResult {
  /** Calls the function for this case. */
  <R> R match(
      Function<Acked, R> acked,
      Function<Partial, R> partial,
      Function<Unknown, R> unknown,
      Function<Unavailable, R> unavailable,
      Function<Rejected, R> rejected);

  /** Whether the level was reached. */
  default boolean isAcked() {
    return this instanceof Acked;
  }

  /** The level was reached; {@code held} are the members known to hold the write. */
  record Acked(List<String> held) implements WriteResult {
    @Override
    public <R> R match(
        Function<Acked, R> acked,
        Function<Partial, R> partial,
        Function<Unknown, R> unknown,
        Function<Unavailable, R> unavailable,
        Function<Rejected, R> rejected) {
      return acked.apply(this);
    }
  }

  /** Applied; all who were asked answered or left, and too few hold it. */
  record Partial(List<String> held, List<String> missing) implements WriteResult {
    @Override
    public <R> R match(
        Function<Acked, R> acked,
        Function<Partial, R> partial,
        Function<Unknown, R> unknown,
        Function<Unavailable, R> unavailable,
        Function<Rejected, R> rejected) {
      return partial.apply(this);
    }
  }

  /** Applied here; the deadline passed before the level was reached. It may still spread. */
  record Unknown(List<String> held, List<String> pending) implements WriteResult {
    @Override
    public <R> R match(
        Function<Acked, R> acked,
        Function<Partial, R> partial,
        Function<Unknown, R> unknown,
        Function<Unavailable, R> unavailable,
        Function<Rejected, R> rejected) {
      return unknown.apply(this);
    }
  }

  /** Nothing was applied: the level was out of reach beforehand. */
  record Unavailable(String why) implements WriteResult {
    @Override
    public <R> R match(
        Function<Acked, R> acked,
        Function<Partial, R> partial,
        Function<Unknown, R> unknown,
        Function<Unavailable, R> unavailable,
        Function<Rejected, R> rejected) {
      return unavailable.apply(this);
    }
  }

  /** Nothing was applied. */
  record Rejected(RejectedCode code, String detail) implements WriteResult {
    @Override
    public <R> R match(
        Function<Acked, R> acked,
        Function<Partial, R> partial,
        Function<Unknown, R> unknown,
        Function<Unavailable, R> unavailable,
        Function<Rejected, R> rejected) {
      return rejected.apply(this);
    }
  }
}
