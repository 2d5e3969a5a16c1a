package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.crdt.codec.MalformedBytesException;

/** Has the operations of sessions wait until this node has what their sessions have seen. */
final class Sessions {
  private final Turn turn;
  private final Links links;
  private final Admission admission;
  private final Waiting waiting;

  /** An operation, how long it may take, and what its session has seen. */
  record Asked(Caller caller, KeyRef key, Duration timeout, Optional<KeyToken> after) {}

  Sessions(Turn turn, Links links, Admission admission, Waiting waiting) {
    this.turn = turn;
    this.links = links;
    this.admission = admission;
    this.waiting = waiting;
  }

  /**
   * Runs an operation with the time that is left of its own once what its session has seen is here;
   * at once if it is of none. Otherwise its caller is answered.
   */
  void onceSeen(Family<?, ?> family, Asked asked, Consumer<Duration> operation) {
    if (asked.after.isEmpty()) {
      operation.accept(asked.timeout);
      return;
    }
    KeyToken token = asked.after.get();
    KeyRef key = asked.key;
    if (!token.keyspace().equals(key.keyspace()) || !token.id().equals(key.id())) {
      asked.caller.rejected(RejectedCode.WRONG_TOKEN, token + ", used on " + key);
      return;
    }
    BooleanSupplier isHere;
    boolean isHereNow;
    try {
      isHere = family.covering(key, new Seen(token.epoch(), token.summary()));
      isHereNow = isHere.getAsBoolean();
    } catch (MalformedBytesException | IllegalArgumentException e) {
      asked.caller.rejected(RejectedCode.WRONG_TOKEN, token + ": " + e.getMessage());
      return;
    }
    if (isHereNow) {
      operation.accept(asked.timeout);
    } else if (admission.hasRoom(asked.caller)) {
      waiting.catchUp(new CatchUp(turn, family, asked, isHere, links.counting()), operation);
    }
  }
}
