package org.rejoin.crdt;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotStore;

/** Keys that show content and their values, unmodifiable, in the order of the keys' bytes. */
final class OrderedEntries<K, C extends DotStore, V> extends AbstractMap<K, V> {
  private final DotMap<K, C> map;
  private final Function<C, V> value;

  /**
   * A view.
   *
   * @param value makes the value of what is under a key, each time it is reached
   */
  OrderedEntries(DotMap<K, C> map, Function<C, V> value) {
    this.map = map;
    this.value = value;
  }

  @Override
  public Set<K> keySet() {
    return new OrderedKeys<>(map);
  }

  @Override
  public boolean containsKey(Object key) {
    return keySet().contains(key);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    return containsKey(key) ? value.apply(map.get((K) key)) : null;
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return map.size();
      }

      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        Iterator<Map.Entry<K, C>> entries = map.entries();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public Map.Entry<K, V> next() {
            Map.Entry<K, C> entry = entries.next();
            return Map.entry(entry.getKey(), value.apply(entry.getValue()));
          }
        };
      }
    };
  }
}
