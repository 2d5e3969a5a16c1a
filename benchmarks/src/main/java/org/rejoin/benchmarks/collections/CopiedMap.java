package org.rejoin.benchmarks.collections;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The JDK's maps, copied at each change. */
final class CopiedMap extends MapCandidate<Map<String, String>> {
  private final Map<String, String> empty;
  private final UnaryOperator<Map<String, String>> copy;
  private final boolean isSorted;

  CopiedMap(Map<String, String> empty, UnaryOperator<Map<String, String>> copy, boolean isSorted) {
    this.empty = empty;
    this.copy = copy;
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
    return map.get(key);
  }

  @Override
  Map<String, String> with(Map<String, String> map, String key) {
    Map<String, String> next = copy.apply(map);
    next.put(key, key);
    return next;
  }

  @Override
  Map<String, String> without(Map<String, String> map, String key) {
    Map<String, String> next = copy.apply(map);
    next.remove(key);
    return next;
  }

  @Override
  Iterator<String> keys(Map<String, String> map) {
    return map.keySet().iterator();
  }

  @Override
  boolean isSorted() {
    return isSorted;
  }

  @Override
  Map<String, String> withAll(Map<String, String> map, List<String> keys) {
    Map<String, String> next = copy.apply(map);
    keys.forEach(key -> next.put(key, key));
    return next;
  }

  @Override
  Map<String, String> merge(Map<String, String> map, Map<String, String> other) {
    Map<String, String> next = copy.apply(map);
    next.putAll(other);
    return next;
  }
}
