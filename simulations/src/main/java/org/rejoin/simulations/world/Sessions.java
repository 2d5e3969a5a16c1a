package org.rejoin.simulations.world;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rejoin.cluster.KeyToken;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.simulations.plan.Client;
import org.rejoin.simulations.plan.PlannedOp;

/**
 * What each client has seen of each key, as tokens: what {@code KeySession} does for one client. A
 * client outlives the nodes it asks, and its token travels as text. It has one call of a session
 * under way at a time; what it asks for meanwhile it asks without a token.
 */
final class Sessions {
  /** Numbers of the reads that follow a write of a session begin here. */
  private static final long FIRST = 1L << 45;

  private final Map<Client, String> tokens = new HashMap<>();
  private final Map<Client, PlannedOp> underWay = new HashMap<>();

  /** A client asks; the operation as it will be: an ordinary one if another is under way. */
  PlannedOp begin(PlannedOp op) {
    boolean isOne = op.op().isOfSession() && underWay.putIfAbsent(op.client(), op) != null;
    return isOne ? op.asking(op.op().atLevel("local")) : op;
  }

  /** A client hears no more of an operation. */
  void end(PlannedOp op) {
    underWay.values().removeIf(one -> one.id() == op.id());
  }

  /** The process died, with all that clients had asked it for. */
  void died(int node) {
    underWay.values().removeIf(op -> op.node() == node);
  }

  /** What the client of an operation hands in. */
  Optional<KeyToken> token(PlannedOp op) {
    return op.op().isOfSession()
        ? Optional.ofNullable(tokens.get(op.client())).map(KeyToken::ofText)
        : Optional.empty();
  }

  /** Number of the read that tells what the client of a write has seen by it. */
  static long numberOfRead(PlannedOp write) {
    return FIRST + write.id();
  }

  /** Whether the client of this has to ask what it has seen by it. */
  static boolean hasWritten(PlannedOp op, Object result) {
    return op.op().isOfSession()
        && result instanceof WriteResult
        && !(result instanceof WriteResult.Rejected)
        && !(result instanceof WriteResult.Unavailable);
  }

  /** The client of an operation is shown that of its key. */
  void seen(PlannedOp op, Object result) {
    if (op.op().isOfSession() && result instanceof ReadResult<?> read) {
      read.token(op.op().keyspace(), op.op().key())
          .ifPresent(token -> tokens.put(op.client(), token.toText()));
    }
  }
}
