package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;

/**
 * Keys that each lead to a store; a key is there as long as one of its dots lives. Keys are ordered
 * by their canonical bytes as unsigned numbers. An index from dot to key makes work by dots cost
 * O(log n) a dot, however large the map.
 *
 * @param <K> the key, with a canonical codec
 * @param <C> the stores within
 */
public final class DotMap<K, C extends DotStore> implements DotStore {
  private final Codec<K> codec;
  private final C bottom;
  private final PersistentMap<Key<K>, C> entries;
  private final PersistentMap<Dot, Key<K>> index;

  private DotMap(
      Codec<K> codec,
      C bottom,
      PersistentMap<Key<K>, C> entries,
      PersistentMap<Dot, Key<K>> index) {
    this.codec = codec;
    this.bottom = bottom;
    this.entries = entries;
    this.index = index;
  }

  /**
   * How such stores are read.
   *
   * @param codec of the keys; has to be canonical
   */
  public static <K, C extends DotStore> StoreShape<DotMap<K, C>> shape(
      Codec<K> codec, StoreShape<C> content) {
    if (!codec.isCanonical()) {
      throw new IllegalArgumentException(
          "codec " + codec.name() + " is not canonical, it cannot code elements or keys");
    }
    DotMap<K, C> empty =
        new DotMap<>(codec, content.empty(), PersistentMap.empty(), PersistentMap.empty());
    return new StoreShape<>() {
      @Override
      public DotMap<K, C> empty() {
        return empty;
      }

      @Override
      public DotMap<K, C> read(StoreIn in) {
        return empty.readEntries(in, content);
      }
    };
  }

  private DotMap<K, C> with(PersistentMap<Key<K>, C> changed, PersistentMap<Dot, Key<K>> indexed) {
    return new DotMap<>(codec, bottom, changed, indexed);
  }

  /** What {@code key} leads to; an empty store if nothing. */
  public C get(K key) {
    C content = entries.get(Key.of(codec, key));
    return content == null ? bottom : content;
  }

  /** How many keys. */
  public int size() {
    return entries.size();
  }

  /** Keys and what they lead to, in the order of the keys' bytes. */
  public Iterator<Map.Entry<K, C>> entries() {
    Iterator<Map.Entry<Key<K>, C>> inner = entries.entries();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return inner.hasNext();
      }

      @Override
      public Map.Entry<K, C> next() {
        Map.Entry<Key<K>, C> entry = inner.next();
        return Map.entry(entry.getKey().value(), entry.getValue());
      }
    };
  }

  /**
   * This map with {@code content} under {@code key}.
   *
   * @param gone the dots that were alive under the key and are no more
   * @param fresh dots of which those alive in {@code content} are new under the key
   */
  public DotMap<K, C> replace(K key, C content, Iterable<Dot> gone, Iterable<Dot> fresh) {
    Key<K> coded = Key.of(codec, key);
    PersistentMap<Dot, Key<K>> indexed = index;
    for (Dot dot : gone) {
      indexed = indexed.without(dot);
    }
    for (Dot dot : fresh) {
      if (content.contains(dot)) {
        indexed = indexed.with(dot, coded);
      }
    }
    return with(put(entries, coded, content), indexed);
  }

  /** The map of this shape without keys. */
  public DotMap<K, C> cleared() {
    return with(PersistentMap.empty(), PersistentMap.empty());
  }

  private PersistentMap<Key<K>, C> put(PersistentMap<Key<K>, C> map, Key<K> key, C content) {
    return content.isEmpty() ? map.without(key) : map.with(key, content);
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean contains(Dot dot) {
    return index.get(dot) != null;
  }

  /** In ascending order. */
  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    index.forEach((dot, key) -> action.accept(dot));
  }

  /** In ascending order. */
  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    if (range.runCount() < index.size() / 8) {
      range.forEachRun(
          (id, low, high) ->
              index.forRange(
                  new Dot(id, low), new Dot(id, high), (dot, key) -> action.accept(dot)));
    } else {
      index.forEach(
          (dot, key) -> {
            if (range.contains(dot)) {
              action.accept(dot);
            }
          });
    }
  }

  @Override
  public DotMap<K, C> only(List<Dot> dots) {
    SortedMap<Key<K>, C> kept = new TreeMap<>();
    SortedMap<Dot, Key<K>> indexed = new TreeMap<>();
    for (Map.Entry<Key<K>, List<Dot>> group : byKey(dots).entrySet()) {
      Key<K> key = group.getKey();
      kept.put(key, cast(existing(key).only(group.getValue())));
      group.getValue().forEach(dot -> indexed.put(dot, key));
    }
    return with(PersistentMap.of(kept), PersistentMap.of(indexed));
  }

  @Override
  public DotMap<K, C> minus(List<Dot> dots) {
    PersistentMap<Key<K>, C> changed = entries;
    PersistentMap<Dot, Key<K>> indexed = index;
    for (Map.Entry<Key<K>, List<Dot>> group : byKey(dots).entrySet()) {
      Key<K> key = group.getKey();
      changed = put(changed, key, cast(existing(key).minus(group.getValue())));
      for (Dot dot : group.getValue()) {
        indexed = indexed.without(dot);
      }
    }
    return changed == entries ? this : with(changed, indexed);
  }

  @Override
  public DotMap<K, C> plus(DotStore other) {
    DotMap<K, C> more = same(other);
    if (more.index.size() > index.size()) {
      return more.plus(this);
    }
    PersistentMap<Key<K>, C> changed = entries;
    for (Iterator<Map.Entry<Key<K>, C>> all = more.entries.entries(); all.hasNext(); ) {
      Map.Entry<Key<K>, C> entry = all.next();
      C here = changed.get(entry.getKey());
      changed =
          changed.with(
              entry.getKey(), here == null ? entry.getValue() : cast(here.plus(entry.getValue())));
    }
    PersistentMap<Dot, Key<K>> indexed = index;
    for (Iterator<Map.Entry<Dot, Key<K>>> all = more.index.entries(); all.hasNext(); ) {
      Map.Entry<Dot, Key<K>> entry = all.next();
      indexed = indexed.with(entry.getKey(), entry.getValue());
    }
    return changed == entries ? this : with(changed, indexed);
  }

  private SortedMap<Key<K>, List<Dot>> byKey(List<Dot> dots) {
    SortedMap<Key<K>, List<Dot>> groups = new TreeMap<>();
    for (Dot dot : dots) {
      Key<K> key = index.get(dot);
      if (key != null) {
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(dot);
      }
    }
    return groups;
  }

  private C existing(Key<K> key) {
    C content = entries.get(key);
    if (content == null) {
      throw new IllegalStateException("key " + key + " is in the index but not in the map");
    }
    return content;
  }

  private Key<K> keyOf(Dot dot) {
    Key<K> key = index.get(dot);
    if (key == null) {
      throw new IllegalStateException("dot " + dot + " is not alive here");
    }
    return key;
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    DotMap<K, C> there = same(other);
    Key<K> a = keyOf(dot);
    Key<K> b = there.keyOf(dot);
    int byKey = a.compareTo(b);
    return byKey != 0 ? byKey : existing(a).compareLeaf(dot, there.existing(b));
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {
    Key<K> key = keyOf(dot);
    out.writeBytes(key.bytes());
    existing(key).writeLeaf(dot, out);
  }

  @Override
  public void write(CanonicalOut out, CausalContext context) {
    out.writeVarInt(entries.size());
    entries.forEach(
        (key, content) -> {
          out.writeRaw(key.bytes());
          content.write(out, context);
        });
  }

  private DotMap<K, C> readEntries(StoreIn in, StoreShape<C> content) {
    CanonicalIn bytes = in.in();
    bytes.enter();
    SortedMap<Key<K>, C> read = new TreeMap<>();
    SortedMap<Dot, Key<K>> indexed = new TreeMap<>();
    Key<K> previous = null;
    for (int left = bytes.readCount(1); left > 0; left--) {
      Key<K> key = in.readKey(codec);
      if (previous != null && previous.compareTo(key) >= 0) {
        throw bytes.malformed("keys must ascend, found " + key + " after " + previous);
      }
      int mark = in.mark();
      read.put(key, content.read(in));
      List<Dot> met = in.metSince(mark);
      if (met.isEmpty()) {
        throw bytes.malformed("key " + key + " has no dot");
      }
      met.forEach(dot -> indexed.put(dot, key));
      previous = key;
    }
    bytes.leave();
    return with(PersistentMap.of(read), PersistentMap.of(indexed));
  }

  @SuppressWarnings("unchecked")
  private C cast(DotStore content) {
    return (C) content;
  }

  @SuppressWarnings("unchecked")
  private DotMap<K, C> same(@Nullable DotStore other) {
    if (!(other instanceof DotMap<?, ?>)) {
      throw new IllegalArgumentException("not a map of dots: " + other);
    }
    return (DotMap<K, C>) other;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof DotMap<?, ?> map) || entries.size() != map.entries.size()) {
      return false;
    }
    DotMap<K, C> there = same(map);
    Iterator<Map.Entry<Key<K>, C>> a = entries.entries();
    Iterator<Map.Entry<Key<K>, C>> b = there.entries.entries();
    while (a.hasNext()) {
      if (!a.next().equals(b.next())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Iterator<Map.Entry<Key<K>, C>> all = entries.entries(); all.hasNext(); ) {
      hash = 31 * hash + all.next().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    entries.forEach(
        (key, content) ->
            text.append(text.length() == 1 ? "" : ", ").append(key).append('=').append(content));
    return text.append('}').toString();
  }
}
