package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotPair;
import org.rejoin.crdt.kernel.DotSet;
import org.rejoin.crdt.kernel.DotStore;

/**
 * A map whose values are data types themselves. Values are never put, only edited where they are
 * ({@link Editor#at}), so concurrent edits of one key join as the value's type says. Removing a key
 * resets what was seen of its value, at all depths; edits not seen survive it, and show without
 * what was removed.
 *
 * <p>A key is there if its value shows content, or if it was {@linkplain Editor#touch touched}.
 * What lives in a value only to be remembered, such as the removals of an {@link RWSet} or a {@link
 * ResettableCounter} that was reset, shows nothing; it stays and joins.
 *
 * <p>State: key to (dots of touches, store of the value), and one causal context for all.
 * Immutable, thread-safe. Keys are ordered by their canonical bytes.
 *
 * <p>Cost, with n keys: edit and delta O(log n) a dot and level, {@link #get} O(size of the value),
 * {@link #size} O(1) for most types of value, O(n) where some of what lives does not show.
 *
 * <p>Papers: Almeida, Shoker, Baquero, <i>Delta state replicated data types</i>, JPDC 2018, 7.5;
 * Brown et al., <i>Riak DT map</i>, PaPEC 2014.
 *
 * @param <K> the keys, immutable
 * @param <V> the values
 * @param <E> the editor of a value
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class ORMap<K, V extends Editable<V, E>, E>
    extends CausalCrdt<ORMap<K, V, E>, DotMap<K, DotPair>, ORMap.Editor<K, E>> {
  private final CausalType<V, ?, E> value;

  private ORMap(Type<K, V, E> type, Causal<DotMap<K, DotPair>> causal) {
    super(type, causal);
    this.value = type.value;
  }

  /**
   * Maps from such keys to values of such a type.
   *
   * @param key has to be canonical
   */
  public static <K, V extends Editable<V, E>, E> NestableType<ORMap<K, V, E>, Editor<K, E>> type(
      Codec<K> key, NestableType<V, E> value) {
    return new Type<>(key, (CausalType<V, ?, E>) value);
  }

  /**
   * What is under {@code key}, to be read: a state that has seen only what it shows. It is no
   * replica; edit it through the map.
   */
  public Optional<V> get(K key) {
    DotPair entry = store().get(key);
    return entry.showsContent() ? Optional.of(value.view(entry.second())) : Optional.empty();
  }

  /** Whether {@code key} is there. */
  public boolean contains(K key) {
    return store().get(key).showsContent();
  }

  /** The keys, unmodifiable, in the order of their canonical bytes. A view: costs nothing. */
  public Set<K> keys() {
    return new OrderedKeys<>(store());
  }

  /** How many keys; counted each time, unless all that lives of such a value shows. */
  public int size() {
    return store().size();
  }

  /** Such as {@code ORMap{a=ORSet[x]}}. */
  @Override
  public String toString() {
    List<String> entries = new ArrayList<>();
    store()
        .entries()
        .forEachRemaining(
            entry -> entries.add(entry.getKey() + "=" + value.view(entry.getValue().second())));
    return "ORMap{" + String.join(", ", entries) + "}";
  }

  /**
   * Changes a map within one edit. Not thread-safe, dead when the edit ends.
   *
   * @param <E> the editor of a value
   */
  @SuppressWarnings("exports")
  public static final class Editor<K, E> extends StoreEditor<DotMap<K, DotPair>> {
    private final CausalType<?, ?, E> value;

    private Editor(CausalEdit edit, DotMap<K, DotPair> store, CausalType<?, ?, E> value) {
      super(edit, store);
      this.value = value;
    }

    /**
     * Edits what is under {@code key}, from empty if nothing is. If {@code change} throws, the
     * value is as it was.
     */
    public Editor<K, E> at(K key, Consumer<E> change) {
      DotPair entry = store().get(key);
      CausalEdit.Mark mark = edit().mark();
      DotStore content = null;
      setNested(true);
      try {
        content = value.editStore(edit(), entry.second(), change);
      } finally {
        setNested(false);
        if (content == null) {
          edit().rollBack(mark);
        }
      }
      DotPair changed = entry.with(entry.first(), content);
      store(store().replace(key, changed, edit().killedSince(mark), edit().createdSince(mark)));
      return this;
    }

    /** Makes {@code key} be there, whatever its value shows, until it is removed. */
    public Editor<K, E> touch(K key) {
      DotPair entry = store().get(key);
      List<Dot> seen = ((DotSet) entry.first()).dots();
      if (seen.size() == 1 && edit().isNew(seen.get(0))) {
        return this;
      }
      edit().killAll(seen);
      Dot dot = edit().newDot();
      DotPair changed = entry.with(DotSet.of(dot), entry.second());
      store(store().replace(key, changed, seen, List.of(dot)));
      return this;
    }

    /** Removes {@code key} and all that is seen of its value; what is not seen here survives. */
    public Editor<K, E> remove(K key) {
      store(changeAt(store(), key, edit(), entry -> entry.reset(edit())));
      return this;
    }

    /** Removes all keys seen here. */
    public Editor<K, E> clear() {
      store(store().reset(edit()));
      return this;
    }

    /** Whether {@code key} is there, after the changes so far. */
    public boolean contains(K key) {
      return store().get(key).showsContent();
    }
  }

  private static final class Type<K, V extends Editable<V, E>, E>
      extends CausalType<ORMap<K, V, E>, DotMap<K, DotPair>, Editor<K, E>> {
    private final CausalType<V, ?, E> value;

    Type(Codec<K> key, CausalType<V, ?, E> value) {
      super(
          "ormap/1<" + nameOf(key) + "," + value.tag() + ">",
          DotMap.shape(key, DotPair.shape(DotSet.shape(), value.shape())),
          value.depth() + 1);
      this.value = value;
    }

    @Override
    ORMap<K, V, E> state(Causal<DotMap<K, DotPair>> causal) {
      return new ORMap<>(this, causal);
    }

    @Override
    Editor<K, E> openEditor(CausalEdit edit, DotMap<K, DotPair> store) {
      return new Editor<>(edit, store, value);
    }

    @Override
    DotMap<K, DotPair> closeEditor(Editor<K, E> editor) {
      return editor.close();
    }
  }
}
