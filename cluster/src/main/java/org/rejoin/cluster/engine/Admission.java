package org.rejoin.cluster.engine;

import java.util.Optional;
import org.rejoin.cluster.Level;
import org.rejoin.cluster.RejectedCode;

/** Lets operations begin, or answers those that cannot: too many wait, or too few are in reach. */
final class Admission {
  private final Turn turn;
  private final Links links;
  private final Waiting waiting;

  Admission(Turn turn, Links links, Waiting waiting) {
    this.turn = turn;
    this.links = links;
    this.waiting = waiting;
  }

  /** Whom the operation has to reach; empty if the caller was answered, as it cannot begin. */
  Optional<Quorum> admit(Level level, Caller caller) {
    Optional<Quorum> quorum = Quorum.of(level, turn.config(), links.counting());
    if (quorum.isEmpty()) {
      caller.rejected(
          RejectedCode.NO_REPLICA_SET,
          "majority levels need rejoin.replica-set = [node ids of a fixed set]");
      return Optional.empty();
    }
    if (!hasRoom(caller)) {
      return Optional.empty();
    }
    Optional<String> outOfReach = quorum.get().outOfReach(turn.config());
    if (outOfReach.isPresent()) {
      caller.unavailable(outOfReach.get());
      return Optional.empty();
    }
    return quorum;
  }

  /** Whether one more may wait; if not the caller was answered. */
  boolean hasRoom(Caller caller) {
    if (waiting.isFull()) {
      caller.rejected(RejectedCode.BUSY, "too many operations of this group wait for their level");
      return false;
    }
    return true;
  }
}
