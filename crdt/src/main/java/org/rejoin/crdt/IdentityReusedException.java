package org.rejoin.crdt;

/**
 * A state holds events under the editing replica's own id that this replica did not make: the id is
 * in use twice, or a state was lost and edited again under its old id. The edit is refused before
 * it changes anything; the replica has to take a new id.
 */
public final class IdentityReusedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Names the id. */
  public IdentityReusedException(ReplicaId replica) {
    super("replica id " + replica + " was used by somebody else; take a new id");
  }
}
