package org.rejoin.crdt;

/**
 * Who makes an edit: the replica, and one clock reading for the whole edit, so that a tie between
 * writers is decided once per edit and not cell by cell. Stamps order by clock, then replica.
 *
 * @param isTrusted whether edits may be stamped by that clock
 */
public record Origin(ReplicaId replica, Hlc stamp, boolean isTrusted)
    implements Comparable<Origin> {
  /** An origin with a clock that is right. */
  public Origin(ReplicaId replica, Hlc stamp) {
    this(replica, stamp, true);
  }

  /** An origin whose clock is off: only edits that need no stamp are possible. */
  public static Origin withoutClock(ReplicaId replica) {
    return new Origin(replica, Hlc.ZERO, false);
  }

  /** The clock reading; {@link ClockRefusedException} if the clock is not trusted. */
  @Override
  public Hlc stamp() {
    if (!isTrusted) {
      throw new ClockRefusedException(replica);
    }
    return stamp;
  }

  @Override
  public int compareTo(Origin other) {
    int byStamp = stamp.compareTo(other.stamp);
    return byStamp != 0 ? byStamp : replica.compareTo(other.replica);
  }
}
