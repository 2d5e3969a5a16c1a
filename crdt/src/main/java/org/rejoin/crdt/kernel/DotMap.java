package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Arrays;
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
 * Keys that each lead to a store; a key is there as long as one of its dots lives. An index from
 * dot to key makes work by dots cost O(log n) a dot, however large the map. Written and iterated in
 * the order of the keys' bytes, O(n log n).
 *
 * @param <K> the key, with a canonical codec
 * @param <C> the stores within
 */
public final class DotMap<K, C extends DotStore> implements DotStore {
  private final Codec<K> codec;
  private final C bottom;
  private final HashTrie<K, C> entries;
  private final KeyIndex<K> index;

  private DotMap(Codec<K> codec, C bottom, HashTrie<K, C> entries, KeyIndex<K> index) {
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
    DotMap<K, C> empty = new DotMap<>(codec, content.empty(), HashTrie.empty(), KeyIndex.none());
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

  private DotMap<K, C> with(HashTrie<K, C> changed, KeyIndex<K> indexed) {
    return new DotMap<>(codec, bottom, changed, indexed.fit(changed));
  }

  /** What {@code key} leads to; an empty store if nothing. */
  public C get(K key) {
    return content(new Key<>(codec, key));
  }

  private C content(Key<K> key) {
    C content = entries.get(key);
    return content == null ? bottom : content;
  }

  /** How many keys show content; O(1) unless some {@linkplain #mayHide may hide}. */
  public int size() {
    if (!mayHide()) {
      return entries.size();
    }
    int[] shown = new int[1];
    forEachContent(content -> shown[0] += content.showsContent() ? 1 : 0);
    return shown[0];
  }

  /** Visits what all keys lead to, shown or not. */
  public void forEachContent(Consumer<? super C> action) {
    entries.forEach((key, content) -> action.accept(content));
  }

  /** The keys that show content and what they lead to, in the order of the keys' bytes. */
  public Iterator<Map.Entry<K, C>> entries() {
    return entries.sorted().stream()
        .filter(entry -> entry.value().showsContent())
        .map(entry -> Map.entry(entry.key().value(), entry.value()))
        .iterator();
  }

  /**
   * This map with {@code content} under {@code key}, where {@code gone} were alive and those of
   * {@code fresh} in {@code content} are new. Throws what the codec does for a new key.
   */
  public DotMap<K, C> replace(K key, C content, Iterable<Dot> gone, Iterable<Dot> fresh) {
    Key<K> coded = new Key<>(codec, key);
    KeyIndex<K> indexed = index;
    for (Dot dot : gone) {
      indexed = indexed.without(dot);
    }
    for (Dot dot : fresh) {
      if (content.contains(dot)) {
        indexed = indexed.with(dot, coded);
      }
    }
    HashTrie<K, C> changed = put(entries, coded, content);
    if (changed.size() > entries.size()) {
      coded.bytes(); // a key that cannot be encoded is refused before anything comes of it
    }
    return with(changed, indexed);
  }

  /** The map of this shape without keys. */
  public DotMap<K, C> cleared() {
    return with(HashTrie.empty(), KeyIndex.none());
  }

  private HashTrie<K, C> put(HashTrie<K, C> map, Key<K> key, C content) {
    return content.isEmpty() ? map.without(key) : map.with(key, content);
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public boolean showsContent() {
    return entries.find((key, content) -> content.showsContent()) != null;
  }

  @Override
  public boolean mayHide() {
    return bottom.mayHide();
  }

  @Override
  public boolean holdsTallies() {
    return bottom.holdsTallies();
  }

  @Override
  public boolean contains(Dot dot) {
    return findKey(dot) != null;
  }

  private @Nullable Key<K> findKey(Dot dot) {
    return index.isKept() ? index.get(dot) : entries.find((key, content) -> content.contains(dot));
  }

  private Key<K> keyOf(Dot dot) {
    Key<K> key = findKey(dot);
    if (key == null) {
      throw new IllegalStateException("dot " + dot + " is not alive here");
    }
    return key;
  }

  private C existing(Key<K> key) {
    C content = entries.get(key);
    if (content == null) {
      throw new IllegalStateException("key " + key + " is in the index but not in the map");
    }
    return content;
  }

  @Override
  public @Nullable Tally tally(Dot dot) {
    Key<K> key = holdsTallies() ? findKey(dot) : null;
    return key == null ? null : existing(key).tally(dot);
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    if (index.isKept()) {
      index.forEach(action);
    } else {
      entries.forEach((key, content) -> content.forEachDot(action));
    }
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    if (index.isKept()) {
      index.forEachIn(range, action);
    } else {
      entries.forEach((key, content) -> content.forEachDotIn(range, action));
    }
  }

  @Override
  public DotMap<K, C> beyond(List<Dot> dots, Known known) {
    List<Key<K>> keys = new ArrayList<>();
    List<C> contents = new ArrayList<>();
    byKey(dots)
        .forEach(
            (key, group) -> {
              C part = cast(existing(key).beyond(group, known));
              if (!part.isEmpty()) {
                keys.add(key);
                contents.add(part);
              }
            });
    return with(HashTrie.of(keys, contents), KeyIndex.none());
  }

  @Override
  public DotMap<K, C> minus(List<Dot> dots) {
    return change(dots, cleared());
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // nothing changed, nothing is made
  public DotMap<K, C> change(List<Dot> gone, DotStore fresh) {
    DotMap<K, C> more = same(fresh);
    if (isEmpty()) {
      return more;
    }
    Changing<K, C> changing = new Changing<>(entries, index);
    Map<Key<K>, List<Dot>> groups = byKey(gone);
    groups.forEach(
        (key, group) -> {
          changing.gone(group);
          changing.put(key, cast(existing(key).change(group, more.content(key))));
        });
    more.entries.forEach(
        (key, content) -> {
          if (!groups.containsKey(key)) {
            C here = entries.get(key);
            changing.put(key, here == null ? content : cast(here.change(List.of(), content)));
          }
          content.forEachDot(dot -> changing.fresh(dot, key));
        });
    return changing.entries == entries ? this : with(changing.entries, changing.index);
  }

  /** Entries and index on their way to another map. */
  private static final class Changing<K, C extends DotStore> {
    private HashTrie<K, C> entries;
    private KeyIndex<K> index;

    Changing(HashTrie<K, C> entries, KeyIndex<K> index) {
      this.entries = entries;
      this.index = index;
    }

    void put(Key<K> key, C content) {
      entries = content.isEmpty() ? entries.without(key) : entries.with(key, content);
    }

    void gone(List<Dot> dots) {
      for (Dot dot : dots) {
        index = index.without(dot);
      }
    }

    void fresh(Dot dot, Key<K> key) {
      index = index.with(dot, key);
    }
  }

  @Override
  public DotMap<K, C> reset(CausalEdit edit) {
    if (!holdsTallies()) {
      forEachDot(edit::kill);
      return cleared();
    }
    Changing<K, C> changing = new Changing<>(entries, index);
    entries.forEach(
        (key, content) -> {
          CausalEdit.Mark mark = edit.mark();
          changing.put(key, cast(content.reset(edit)));
          changing.gone(edit.killedSince(mark));
        });
    return with(changing.entries, changing.index);
  }

  private Map<Key<K>, List<Dot>> byKey(List<Dot> dots) {
    if (dots.isEmpty()) {
      return Map.of();
    }
    if (dots.size() == 1) {
      Key<K> key = findKey(dots.get(0));
      return key == null ? Map.of() : Map.of(key, dots);
    }
    SortedMap<Key<K>, List<Dot>> groups = new TreeMap<>(Key.order());
    for (Dot dot : dots) {
      Key<K> key = findKey(dot);
      if (key != null) {
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(dot);
      }
    }
    return groups;
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    DotMap<K, C> there = same(other);
    Key<K> a = keyOf(dot);
    Key<K> b = there.keyOf(dot);
    int byKey = Key.compareBytes(a, b);
    return byKey != 0 ? byKey : existing(a).compareLeaf(dot, there.existing(b));
  }

  @Override
  public void compare(DotStore other, Comparison comparison) {
    DotMap<K, C> there = same(other);
    if (index.isKept() && there.index.isKept()) {
      index.compare(there.index, bottom instanceof DotSet, comparison); // keys are leaves
    } else {
      DotStore.super.compare(other, comparison);
    }
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {
    Key<K> key = keyOf(dot);
    key.write(out);
    if (!(bottom instanceof DotSet)) { // which writes nothing
      existing(key).writeLeaf(dot, out);
    }
  }

  @Override
  public void write(CanonicalOut out, DotTable table) {
    out.writeVarInt(entries.size());
    for (HashTrie.Entry<K, C> entry : entries.sorted()) {
      out.writeRaw(entry.bytes());
      entry.value().write(out, table);
    }
  }

  private DotMap<K, C> readEntries(StoreIn in, StoreShape<C> content) {
    CanonicalIn bytes = in.in();
    bytes.enter();
    int count = bytes.readCount(1);
    List<Key<K>> keys = new ArrayList<>(count);
    List<C> contents = new ArrayList<>(count);
    byte[] previous = null;
    for (int left = count; left > 0; left--) {
      int start = bytes.position();
      Key<K> key = new Key<>(codec, in.readValue(codec));
      byte[] own = bytes.copySince(start);
      if (previous != null && Arrays.compareUnsigned(previous, own) >= 0) {
        throw bytes.malformed("keys must ascend, found " + key + " after another");
      }
      int mark = in.mark();
      keys.add(key);
      contents.add(content.read(in));
      if (in.metSince(mark).isEmpty()) {
        throw bytes.malformed("key " + key + " has no dot");
      }
      previous = own;
    }
    bytes.leave();
    return with(HashTrie.of(keys, contents), KeyIndex.none());
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
    return other instanceof DotMap<?, ?> map && entries.equals(map.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (HashTrie.Entry<K, C> entry : entries.sorted()) {
      text.append(text.length() == 1 ? "" : ", ");
      text.append(entry.key()).append('=').append(entry.value());
    }
    return text.append('}').toString();
  }
}
