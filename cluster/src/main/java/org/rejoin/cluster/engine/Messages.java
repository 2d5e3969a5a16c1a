package org.rejoin.cluster.engine;

/** Texts that more than one place gives to callers. */
final class Messages {
  static final String NO_REPLICA_SET =
      "majority levels need rejoin.replica-set = [node ids of a fixed set]";
  static final String BUSY = "too many operations of this group wait for their level";
  static final String SESSION_BEHIND =
      "this node has not got what the session has seen, and could not fetch it in time";

  private Messages() {}
}
