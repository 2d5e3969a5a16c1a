package org.rejoin.benchmarks.collections;

import io.vavr.collection.Map;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** vavr: a hash trie, or a red-black tree. */
final class VavrMap extends MapCandidate<Map<String, String>> {
  private final Map<String, String> empty;
  private final boolean isSorted;

  VavrMap(Map<String, String> empty, boolean isSorted) {
    this.empty = empty;
    this.isSorted = isSorted;
  }

  @Override
  Map<String, String> empty() {
    return empty;
  }

  @Override
  int size(Map<String, String> map) {
    return map.size();
  }

  @Override
  @Nullable String get(Map<String, String> map, String key) {
    return map.get(key).getOrNull();
  }

  @Override
  Map<String, String> with(Map<String, String> map, String key) {
    return map.put(key, key);
  }

  @Override
  Map<String, String> without(Map<String, String> map, String key) {
    return map.remove(key);
  }

  @Override
  Iterator<String> keys(Map<String, String> map) {
    return map.keysIterator();
  }

  @Override
  boolean isSorted() {
    return isSorted;
  }
}
