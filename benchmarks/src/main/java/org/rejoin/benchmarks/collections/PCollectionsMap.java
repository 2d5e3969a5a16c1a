package org.rejoin.benchmarks.collections;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** pcollections: a balanced tree, or a tree of buckets. */
final class PCollectionsMap extends MapCandidate<PMap<String, String>> {
  private final PMap<String, String> empty;
  private final boolean isSorted;

  PCollectionsMap(PMap<String, String> empty, boolean isSorted) {
    this.empty = empty;
    this.isSorted = isSorted;
  }

  @Override
  PMap<String, String> empty() {
    return empty;
  }

  @Override
  int size(PMap<String, String> map) {
    return map.size();
  }

  @Override
  @Nullable String get(PMap<String, String> map, String key) {
    return map.get(key);
  }

  @Override
  PMap<String, String> with(PMap<String, String> map, String key) {
    return map.plus(key, key);
  }

  @Override
  PMap<String, String> without(PMap<String, String> map, String key) {
    return map.minus(key);
  }

  @Override
  Iterator<String> keys(PMap<String, String> map) {
    return map.keySet().iterator();
  }

  @Override
  boolean isSorted() {
    return isSorted;
  }

  @Override
  PMap<String, String> withAll(PMap<String, String> map, List<String> keys) {
    Map<String, String> added = new LinkedHashMap<>();
    keys.forEach(key -> added.put(key, key));
    return map.plusAll(added);
  }
}
