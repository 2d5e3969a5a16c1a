package org.rejoin.crdt.stability;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.rejoin.crdt.ReplicaId;

/**
 * An immutable set of replica ids, ascending. Look-up is logarithmic, everything else linear; meant
 * for the members of a store.
 */
public final class Ids {
  private static final Ids NONE = new Ids(new ReplicaId[0]);

  private final ReplicaId[] ids;

  private Ids(ReplicaId[] ids) {
    this.ids = ids;
  }

  /** No id. */
  public static Ids none() {
    return NONE;
  }

  /** These ids, in any order, with or without repetition. */
  public static Ids of(ReplicaId... ids) {
    return of(Arrays.asList(ids));
  }

  /** These ids, in any order, with or without repetition. */
  public static Ids of(Collection<ReplicaId> ids) {
    return ids.isEmpty()
        ? NONE
        : new Ids(ids.stream().sorted().distinct().toArray(ReplicaId[]::new));
  }

  /** Whether no id is in it. */
  public boolean isEmpty() {
    return ids.length == 0;
  }

  /** Whether {@code id} is in it. */
  public boolean contains(ReplicaId id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  /** Whether all of {@code other} are in it. */
  public boolean containsAll(Ids other) {
    return Arrays.stream(other.ids).allMatch(this::contains);
  }

  /** With {@code id}; this itself if it is in already. */
  public Ids plus(ReplicaId id) {
    int at = Arrays.binarySearch(ids, id);
    if (at >= 0) {
      return this;
    }
    int place = -at - 1;
    ReplicaId[] more = Arrays.copyOf(ids, ids.length + 1);
    System.arraycopy(ids, place, more, place + 1, ids.length - place);
    more[place] = id;
    return new Ids(more);
  }

  /** The ids of both. */
  public Ids plus(Ids other) {
    Ids all = this;
    for (ReplicaId id : other.ids) {
      all = all.plus(id);
    }
    return all;
  }

  /** Those that are not in {@code other}. */
  public Ids minus(Ids other) {
    ReplicaId[] kept =
        Arrays.stream(ids).filter(id -> !other.contains(id)).toArray(ReplicaId[]::new);
    return kept.length == ids.length ? this : new Ids(kept);
  }

  /** The ids, ascending. */
  public List<ReplicaId> toList() {
    return List.of(ids);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ids set && Arrays.equals(ids, set.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return Arrays.toString(ids);
  }
}
