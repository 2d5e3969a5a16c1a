package org.rejoin.crdt;

/**
 * One event in one object: the replica that made it and its number among that replica's events in
 * this object, from 1, without gaps at its origin.
 *
 * <p>Paper: Almeida et al., <i>Scalable and accurate causality tracking for eventually consistent
 * stores</i> (dotted version vectors), DAIS 2014.
 */
public record Dot(ReplicaId replica, long counter) implements Comparable<Dot> {
  /** Refuses a counter below 1. */
  public Dot {
    if (counter < 1) {
      throw new IllegalArgumentException("a dot counts from 1, not " + counter);
    }
  }

  @Override
  public int compareTo(Dot other) {
    int byReplica = replica.compareTo(other.replica);
    return byReplica != 0 ? byReplica : Long.compare(counter, other.counter);
  }

  @Override
  public String toString() {
    return replica + ":" + counter;
  }
}
