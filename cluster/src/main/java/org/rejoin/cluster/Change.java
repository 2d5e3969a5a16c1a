package org.rejoin.cluster;

import org.rejoin.crdt.Crdt;

/**
 * A change of one key as a subscriber sees it. Changes of a key within one notification interval
 * are one: {@code old} is what was delivered last (bottom at first), {@code delta} the join of what
 * came since, cause and origin those of the latest.
 *
 * @param keyspace name of the keyspace
 * @param id the key's id in it
 * @param origin node id of the member whose edit or message brought it
 */
public record Change<S extends Crdt<S>>(
    String keyspace, String id, S old, S value, S delta, Cause cause, String origin) {

  /** What brought a change about. */
  public enum Cause {
    /** An edit on this node. */
    LOCAL,
    /** A delta from its origin. */
    DELTA,
    /** Anti-entropy, or a read that brought news. */
    REPAIR,
    /** The state at the time of subscribing. */
    LOAD
  }
}
