package org.rejoin.simulations.plan;

/**
 * An operation of a plan.
 *
 * @param id stable: the same operation keeps it when others are left out
 * @param atNanos virtual time of its submission
 * @param node index of the node it is submitted to
 * @param session number of the client
 */
public record PlannedOp(long id, long atNanos, int node, int session, OpBody op) {
  /** Ids from here on are those of the final reads, which are in no plan. */
  public static final long FINAL_READS = 1L << 50;

  /** The same at another time. */
  public PlannedOp at(long otherAtNanos) {
    return new PlannedOp(id, otherAtNanos, node, session, op);
  }

  /** The same at another node. */
  public PlannedOp on(int otherNode) {
    return new PlannedOp(id, atNanos, otherNode, session, op);
  }

  /** The same of another client. */
  public PlannedOp by(int otherSession) {
    return new PlannedOp(id, atNanos, node, otherSession, op);
  }

  /** Asks for something else. */
  public PlannedOp asking(OpBody other) {
    return new PlannedOp(id, atNanos, node, session, other);
  }

  /** Whose it is, and of which key. */
  public Client client() {
    return new Client(session, op.keyspace(), op.key());
  }

  /** Whether it is one of the reads at the end. */
  public boolean isFinalRead() {
    return id >= FINAL_READS;
  }

  /** As in {@code op 12 add to sets/k1 ...}. */
  @Override
  public String toString() {
    return "op " + id + " " + op;
  }
}
