package org.rejoin.crdt;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.DotFun;
import org.rejoin.crdt.kernel.DotMap;

/** Keys and winning values as an unmodifiable map, in the order of the keys' bytes. */
final class OrderedEntries<K, V> extends AbstractMap<K, V> {
  private final DotMap<K, DotFun<Stamped<V>>> map;
  private final Codec<V> codec;

  OrderedEntries(DotMap<K, DotFun<Stamped<V>>> map, Codec<V> codec) {
    this.map = map;
    this.codec = codec;
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
    return containsKey(key) ? winner(map.get((K) key)) : null;
  }

  private V winner(DotFun<Stamped<V>> register) {
    Stamped<V> write = Stamped.winner(register);
    if (write == null) {
      throw new IllegalStateException("a key without a write");
    }
    return write.value(codec);
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
        Iterator<Map.Entry<K, DotFun<Stamped<V>>>> entries = map.entries();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return entries.hasNext();
          }

          @Override
          public Map.Entry<K, V> next() {
            Map.Entry<K, DotFun<Stamped<V>>> entry = entries.next();
            return Map.entry(entry.getKey(), winner(entry.getValue()));
          }
        };
      }
    };
  }
}
