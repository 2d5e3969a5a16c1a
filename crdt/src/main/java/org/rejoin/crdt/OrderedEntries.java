package org.rejoin.crdt;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.kernel.DotStore;

/** Keys that show and their values as an unmodifiable map, in the order of the keys' bytes. */
final class OrderedEntries<K, C extends DotStore, V> extends AbstractMap<K, V> {
  private final Shown<K, C> shown;
  private final Function<C, V> value;

  /**
   * A view.
   *
   * @param value makes the value of what is under a key, each time it is reached
   */
  OrderedEntries(Shown<K, C> shown, Function<C, V> value) {
    this.shown = shown;
    this.value = value;
  }

  @Override
  public Set<K> keySet() {
    return new OrderedKeys<>(shown);
  }

  @Override
  public boolean containsKey(Object key) {
    return keySet().contains(key);
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable V get(Object key) {
    return containsKey(key) ? value.apply(shown.map().get((K) key)) : null;
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return shown.size();
      }

      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return shown.iterator(entry -> Map.entry(entry.getKey(), value.apply(entry.getValue())));
      }
    };
  }
}
