package org.rejoin.cluster.engine;

import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.WriteResult;

/** Who asked for an operation, for the answers that reads and writes have in common. */
record Caller(Turn turn, long op, boolean reads) {
  static Caller ofRead(Turn turn, long op) {
    return new Caller(turn, op, true);
  }

  static Caller ofWrite(Turn turn, long op) {
    return new Caller(turn, op, false);
  }

  void rejected(RejectedCode code, String detail) {
    turn.reply(
        op,
        reads ? new ReadResult.Rejected<>(code, detail) : new WriteResult.Rejected(code, detail));
  }

  void unavailable(String why) {
    turn.reply(op, reads ? new ReadResult.Unavailable<>(why) : new WriteResult.Unavailable(why));
  }
}
