package org.rejoin.crdt;

/**
 * A replica was to spend or give away more of a {@link BoundedCounter} than it has rights for. The
 * call changed nothing. Other replicas may still have rights.
 */
public final class InsufficientRightsException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final long have;
  private final long need;

  /** Names the replica, what it has and what it needs. */
  public InsufficientRightsException(ReplicaId replica, long have, long need) {
    super("replica " + replica + " has rights for " + have + " and needs " + need);
    this.have = have;
    this.need = need;
  }

  /** What the replica had rights for. */
  public long have() {
    return have;
  }

  /** What it was asked for. */
  public long need() {
    return need;
  }
}
