package org.rejoin.crdt;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotStore;

/** The keys of a map of dots that show content, unmodifiable, in the order of their bytes. */
final class OrderedKeys<K, C extends DotStore> extends AbstractSet<K> {
  private final DotMap<K, C> map;

  OrderedKeys(DotMap<K, C> map) {
    this.map = map;
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean contains(Object key) {
    try {
      return map.get((K) key).showsContent();
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      return false; // nothing that the codec cannot write is in the map
    }
  }

  @Override
  public Iterator<K> iterator() {
    Iterator<Map.Entry<K, C>> entries = map.entries();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public K next() {
        return entries.next().getKey();
      }
    };
  }
}
