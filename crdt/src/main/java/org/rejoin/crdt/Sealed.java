package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The replica ids that cuts have sealed, as a join needs them. A <b>whole</b> replica (it adopted
 * the cut, or copied one that had) has seen every event of a sealed id, but its states no longer
 * say so: what they do not show of it was removed. Deltas, parts of states and bottom are not
 * whole: they say nothing of sealed ids beyond the dots that they name. Immutable.
 */
public final class Sealed {
  private static final Sealed NONE = new Sealed(List.of());

  private final List<ReplicaId> ids;

  private Sealed(List<ReplicaId> ids) {
    this.ids = ids;
  }

  /** No id was sealed: joins are the plain ones. */
  public static Sealed none() {
    return NONE;
  }

  /** These ids, in any order. */
  public static Sealed of(Collection<ReplicaId> ids) {
    return ids.isEmpty() ? NONE : new Sealed(ids.stream().sorted().distinct().toList());
  }

  /** These ids and those of {@code more}. */
  public Sealed plus(Collection<ReplicaId> more) {
    List<ReplicaId> all = new ArrayList<>(ids);
    all.addAll(more);
    return of(all);
  }

  /** Whether {@code id} is sealed. O(log ids). */
  public boolean contains(ReplicaId id) {
    return Collections.binarySearch(ids, id) >= 0;
  }

  /** The ids, ascending. */
  public List<ReplicaId> ids() {
    return ids;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed sealed && ids.equals(sealed.ids);
  }

  @Override
  public int hashCode() {
    return ids.hashCode();
  }

  @Override
  public String toString() {
    return ids.toString();
  }
}
