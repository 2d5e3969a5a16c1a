package org.rejoin.crdt;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotStore;

/** The keys that show as an unmodifiable set, in the order of their bytes. */
final class OrderedKeys<K, C extends DotStore> extends AbstractSet<K> {
  private final Shown<K, C> shown;

  /** Keys that all show. */
  OrderedKeys(DotMap<K, C> map) {
    this(Shown.all(map));
  }

  OrderedKeys(Shown<K, C> shown) {
    this.shown = shown;
  }

  @Override
  public int size() {
    return shown.size();
  }

  @Override
  @SuppressWarnings("unchecked")
  public boolean contains(Object key) {
    try {
      return shown.contains((K) key);
    } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
      return false; // nothing that the codec cannot write is in the map
    }
  }

  @Override
  public Iterator<K> iterator() {
    return shown.iterator(Map.Entry::getKey);
  }
}
