package org.rejoin.crdt;

/**
 * An edit needs a stamp, and its replica's clock cannot be trusted: the write could lose to older
 * ones, or beat later ones, for as long as the clock is off. The edit is refused before it changes
 * anything; edits that need no stamp go on.
 */
public final class ClockRefusedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Names the replica. */
  public ClockRefusedException(ReplicaId replica) {
    super("the clock of replica " + replica + " cannot be trusted with a stamp");
  }
}
