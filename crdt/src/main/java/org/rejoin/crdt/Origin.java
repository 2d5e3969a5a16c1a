package org.rejoin.crdt;

/**
 * Who makes an edit: the replica, and one clock reading for the whole edit, so that a tie between
 * writers is decided once per edit and not cell by cell. Stamps order by clock, then replica.
 */
public record Origin(ReplicaId replica, Hlc stamp) implements Comparable<Origin> {
  @Override
  public int compareTo(Origin other) {
    int byStamp = stamp.compareTo(other.stamp);
    return byStamp != 0 ? byStamp : replica.compareTo(other.replica);
  }
}
