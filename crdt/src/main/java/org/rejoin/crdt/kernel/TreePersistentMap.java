package org.rejoin.crdt.kernel;

import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** A {@link PersistentMap} on the balanced trees of pcollections. */
final class TreePersistentMap<K extends Comparable<K>, V> implements PersistentMap<K, V> {
  private final TreePMap<K, V> tree;

  private TreePersistentMap(TreePMap<K, V> tree) {
    this.tree = tree;
  }

  static <K extends Comparable<K>, V> PersistentMap<K, V> none() {
    return new TreePersistentMap<>(TreePMap.<K, V>empty());
  }

  static <K extends Comparable<K>, V> PersistentMap<K, V> from(SortedMap<K, V> entries) {
    return new TreePersistentMap<>(TreePMap.fromSortedMap(entries));
  }

  @Override
  public boolean isEmpty() {
    return tree.isEmpty();
  }

  @Override
  public int size() {
    return tree.size();
  }

  @Override
  public @Nullable V get(K key) {
    return tree.get(key);
  }

  @Override
  public PersistentMap<K, V> with(K key, V value) {
    return new TreePersistentMap<>(tree.plus(key, value));
  }

  @Override
  public PersistentMap<K, V> without(K key) {
    TreePMap<K, V> less = tree.minus(key);
    return less.size() == tree.size() ? this : new TreePersistentMap<>(less);
  }

  @Override
  public Iterator<Map.Entry<K, V>> entries() {
    return tree.entrySet().iterator();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    tree.forEach(action);
  }

  @Override
  public void forRange(K low, K high, BiConsumer<? super K, ? super V> action) {
    if (low.equals(high)) {
      V value = tree.get(low);
      if (value != null) {
        action.accept(low, value);
      }
      return;
    }
    tree.subMap(low, true, high, true).forEach(action);
  }
}
