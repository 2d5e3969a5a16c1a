package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.wire.ReadAsk;

/**
 * An operation of a session that waits until this node has what the session has seen of a key, from
 * wherever that comes. Meanwhile the peers are asked for what they have, again and again; their
 * answers are joined as any are.
 */
final class CatchUp {
  private static final int MAX_BACKOFF = 10;

  private final Turn turn;
  private final Family<?, ?> family;
  private final Sessions.Asked asked;
  private final BooleanSupplier isHere;
  private final List<Peer> peers;
  private final long deadlineNanos;
  private Alarms.@Nullable Alarm next;
  private int backoff = 1;

  CatchUp(
      Turn turn,
      Family<?, ?> family,
      Sessions.Asked asked,
      BooleanSupplier isHere,
      List<Peer> peers) {
    this.turn = turn;
    this.family = family;
    this.asked = asked;
    this.isHere = isHere;
    this.peers = peers;
    this.deadlineNanos = turn.nanos() + asked.timeout().toNanos();
  }

  long op() {
    return asked.caller().op();
  }

  /** What is left of the operation's time. */
  Duration left() {
    return Duration.ofNanos(Math.max(1, deadlineNanos - turn.nanos()));
  }

  /** Asks all peers; again after a while, or gives up at the deadline. */
  void ask(Runnable onGivenUp) {
    for (Peer peer : peers) {
      turn.send(
          peer,
          Traffic.CONTROL,
          new ReadAsk(
              op(),
              family.spec().name(),
              family.tag(),
              asked.key().id(),
              family.seen(asked.key())));
    }
    Duration wait = turn.config().intervals().retransmit().multipliedBy(backoff);
    backoff = Math.min(MAX_BACKOFF, backoff * 2);
    next =
        wait.compareTo(left()) < 0
            ? turn.after(wait, () -> ask(onGivenUp))
            : turn.after(left(), () -> giveUp(onGivenUp));
  }

  private void giveUp(Runnable onGivenUp) {
    asked
        .caller()
        .unavailable(
            "this node has not got what the session has seen, and could not fetch it in time");
    onGivenUp.run();
  }

  /** Whether a change of {@code key} brought what was missing; then it asks no more. */
  boolean isEndedBy(KeyRef key) {
    if (!key.equals(asked.key()) || !isHere.getAsBoolean()) {
      return false;
    }
    if (next != null) {
      turn.cancel(next);
    }
    return true;
  }
}
