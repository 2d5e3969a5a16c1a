package org.rejoin.benchmarks.collections;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.kernel.TrieProbe;

/** The hash trie of our own kernel. */
final class RejoinMap extends MapCandidate<TrieProbe> {
  @Override
  TrieProbe empty() {
    return TrieProbe.empty();
  }

  @Override
  int size(TrieProbe map) {
    return map.size();
  }

  @Override
  @Nullable String get(TrieProbe map, String key) {
    return map.get(key);
  }

  @Override
  TrieProbe with(TrieProbe map, String key) {
    return map.with(key);
  }

  @Override
  TrieProbe without(TrieProbe map, String key) {
    return map.without(key);
  }

  @Override
  void forEachKey(TrieProbe map, Consumer<String> action) {
    map.forEach(action);
  }

  @Override
  Iterator<String> keys(TrieProbe map) {
    throw new UnsupportedOperationException("it visits, and has no iterator");
  }

  @Override
  boolean isSorted() {
    return false;
  }

  @Override
  TrieProbe withAll(TrieProbe map, List<String> keys) {
    return map.size() == 0 ? TrieProbe.of(keys) : super.withAll(map, keys);
  }
}
