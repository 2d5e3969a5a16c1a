package org.rejoin.cluster;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.Crdt;

/**
 * A change of one key as a subscriber sees it. Changes of a key within one notification interval
 * are one: {@code old} is what was delivered last (bottom at first), {@code delta} the join of what
 * came since, cause and origin those of the latest.
 *
 * @param keyspace name of the keyspace
 * @param id the key's id in it
 * @param value what reads find now; bottom if the key is deleted
 * @param delta what was new since {@code old}; since the last delete, if there was one in between
 * @param origin node id of the member whose edit or message brought it
 * @param epoch how often the key has been deleted
 * @param overruled writes that a delete discarded without knowing of them, as far as this node can
 *     tell: one entry each time some were found, at most the latest {@value #MAX_OVERRULED}; mostly
 *     empty. A change may bring nothing but these; then {@code delta} is bottom
 */
public record Change<S extends Crdt<S>>(
    String keyspace,
    String id,
    S old,
    S value,
    S delta,
    Cause cause,
    String origin,
    long epoch,
    List<S> overruled) {
  /** Most entries of {@code overruled}. */
  public static final int MAX_OVERRULED = 32;

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

  /** Copies the list. */
  public Change {
    overruled = List.copyOf(overruled);
  }

  /** Whether the key is deleted now. */
  public boolean isDelete() {
    return epoch > 0 && value.isBottom();
  }

  /** This change and the next one of the same key as one. */
  public Change<S> then(Change<S> next) {
    List<S> all = new ArrayList<>(overruled);
    all.addAll(next.overruled);
    return new Change<>(
        next.keyspace,
        next.id,
        old,
        next.value,
        epoch == next.epoch ? delta.join(next.delta) : next.delta,
        next.cause,
        next.origin,
        next.epoch,
        all.subList(Math.max(0, all.size() - MAX_OVERRULED), all.size()));
  }
}
