package org.rejoin.cluster;

/** Why an operation was refused before it changed anything. */
public enum RejectedCode {
  /** The edit function threw; its message is in the detail. */
  EDIT_FAILED,
  /** One part of the change is larger than a frame. */
  TOO_LARGE,
  /** Too many operations wait on this node; try again later. */
  BUSY,
  /** A majority was asked for, and {@code rejoin.replica-set} is not configured. */
  NO_REPLICA_SET,
  /** The node's id was used by another; it has to restart with a new one. */
  IDENTITY_REUSED,
  /** The put would add a sibling beyond the cap: read, and put with the token of the read. */
  SIBLING_OVERFLOW,
  /**
   * The token is of after a delete that this node has not met: read from more members, which brings
   * it here, or try again soon. If it stays so, the token is of another key.
   */
  TOKEN_AHEAD,
  /**
   * The change needs a stamp (registers and maps where the last writer wins, registers of
   * siblings), and this node's clock is more than 5 s off the median of its peers' clocks, or
   * behind stamps that it has given: the write could lose to older ones or beat later ones. Set the
   * clock right, or write at another node. A node whose clock was far ahead and is right again
   * refuses until it has caught up with its own stamps; to end that, start it anew, with an empty
   * store if its keyspaces are durable. Counters, sets and flags are never refused for this.
   */
  CLOCK,
  /**
   * The key holds bytes that the keyspace's codec cannot decode; the detail names both. They stay,
   * other keys are unharmed. Read with a codec that can, or put a new value without a token.
   */
  UNREADABLE,
  /** The session token is of another key, or no token of this key's type at all. */
  WRONG_TOKEN,
  /** The keyspace is durable and this node's disk is full; reads and other keyspaces go on. */
  STORE_FULL,
  /** The keyspace is durable and this node's disk has failed; the node has to be restarted. */
  STORE_BROKEN,
  /** The store is stopping or has stopped. */
  STOPPED
}
