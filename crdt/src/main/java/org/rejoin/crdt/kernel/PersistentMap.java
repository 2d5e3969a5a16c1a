package org.rejoin.crdt.kernel;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the stores need of a persistent sorted map. The one place where a collection library shows,
 * so that another can take its place. Immutable; changes cost O(log n) and share the rest.
 */
interface PersistentMap<K, V> {
  static <K extends Comparable<K>, V> PersistentMap<K, V> empty() {
    return TreePersistentMap.none();
  }

  /** All of {@code entries}, in their natural order; O(n). */
  static <K extends Comparable<K>, V> PersistentMap<K, V> of(SortedMap<K, V> entries) {
    return TreePersistentMap.from(entries);
  }

  boolean isEmpty();

  int size();

  @Nullable V get(K key);

  PersistentMap<K, V> with(K key, V value);

  PersistentMap<K, V> without(K key);

  /** In ascending order. */
  Iterator<Map.Entry<K, V>> entries();

  void forEach(BiConsumer<? super K, ? super V> action);

  /** Visits the keys from {@code low} to {@code high}, both included: O(log n + visited). */
  void forRange(K low, K high, BiConsumer<? super K, ? super V> action);
}
