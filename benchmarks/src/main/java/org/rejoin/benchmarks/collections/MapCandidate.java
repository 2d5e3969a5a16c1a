package org.rejoin.benchmarks.collections;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the stores need of a persistent map, of one library. Each key is its own value. Where a
 * library has a faster way to do what a method here does step by step, its candidate takes it.
 *
 * @param <M> the library's map
 */
abstract class MapCandidate<M> {
  abstract M empty();

  abstract int size(M map);

  abstract @Nullable String get(M map, String key);

  abstract M with(M map, String key);

  abstract M without(M map, String key);

  /** In the map's own order. */
  abstract Iterator<String> keys(M map);

  void forEachKey(M map, Consumer<String> action) {
    Iterator<String> keys = keys(map);
    while (keys.hasNext()) {
      action.accept(keys.next());
    }
  }

  /** Whether {@link #keys} are in ascending order. */
  abstract boolean isSorted();

  M withAll(M map, List<String> keys) {
    M next = map;
    for (String key : keys) {
      next = with(next, key);
    }
    return next;
  }

  /** All of both. */
  M merge(M map, M other) {
    return withAll(map, isSorted() ? newByWalk(map, other) : newByLookup(map, other));
  }

  private List<String> newByLookup(M map, M other) {
    List<String> fresh = new ArrayList<>();
    forEachKey(
        other,
        key -> {
          if (!key.equals(get(map, key))) {
            fresh.add(key);
          }
        });
    return fresh;
  }

  private List<String> newByWalk(M map, M other) {
    List<String> fresh = new ArrayList<>();
    Iterator<String> ours = keys(map);
    Iterator<String> theirs = keys(other);
    String mine = ours.hasNext() ? ours.next() : null;
    while (theirs.hasNext()) {
      String key = theirs.next();
      while (mine != null && mine.compareTo(key) < 0) {
        mine = ours.hasNext() ? ours.next() : null;
      }
      if (!key.equals(mine)) {
        fresh.add(key);
      }
    }
    return fresh;
  }
}
