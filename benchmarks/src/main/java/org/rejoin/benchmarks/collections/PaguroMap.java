package org.rejoin.benchmarks.collections;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.organicdesign.fp.collections.BaseMap;
import org.organicdesign.fp.collections.MutMap;
import org.organicdesign.fp.collections.PersistentHashMap;

/** Paguro: Clojure's hash trie, or its red-black tree. */
final class PaguroMap extends MapCandidate<BaseMap<String, String>> {
  private final BaseMap<String, String> empty;
  private final boolean isSorted;

  PaguroMap(BaseMap<String, String> empty, boolean isSorted) {
    this.empty = empty;
    this.isSorted = isSorted;
  }

  @Override
  BaseMap<String, String> empty() {
    return empty;
  }

  @Override
  int size(BaseMap<String, String> map) {
    return map.size();
  }

  @Override
  @Nullable String get(BaseMap<String, String> map, String key) {
    return map.get(key);
  }

  @Override
  BaseMap<String, String> with(BaseMap<String, String> map, String key) {
    return map.assoc(key, key);
  }

  @Override
  BaseMap<String, String> without(BaseMap<String, String> map, String key) {
    return map.without(key);
  }

  @Override
  Iterator<String> keys(BaseMap<String, String> map) {
    return map.keyIterator();
  }

  @Override
  boolean isSorted() {
    return isSorted;
  }

  @Override
  BaseMap<String, String> withAll(BaseMap<String, String> map, List<String> keys) {
    if (!(map instanceof PersistentHashMap<String, String> trie)) {
      return super.withAll(map, keys);
    }
    MutMap<String, String> batch = trie.mutable();
    for (String key : keys) {
      batch = batch.assoc(key, key);
    }
    return batch.immutable();
  }
}
