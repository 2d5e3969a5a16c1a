package org.rejoin.crdt;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotSet;

/**
 * A map from keys to sets of plain values, each of which is an {@link ORSet}: a put wins over a
 * removal that has not seen it, be it of the value or of the whole key. A key is there as long as
 * it has a value.
 *
 * <p>State: key to value to the dots of its puts, and one causal context; an {@link ORMap} of sets
 * that is never touched, and so without the dots of touches. Immutable, thread-safe. Keys and
 * values are ordered by their canonical bytes.
 *
 * <p>Cost, with n values in all: edit, delta and {@link #contains(Object, Object)} O(log n) a
 * value, {@link #get} O(log n) for a view. Bytes: key + 1, a value + 3 to 5, about 11 a replica id.
 *
 * <p>Papers: those of {@link ORMap} and {@link ORSet}.
 *
 * @param <K> the keys, immutable
 * @param <V> the values, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class ORMultiMap<K, V>
    extends CausalCrdt<ORMultiMap<K, V>, DotMap<K, DotMap<V, DotSet>>, ORMultiMap.Editor<K, V>> {
  private ORMultiMap(Type<K, V> type, Causal<DotMap<K, DotMap<V, DotSet>>> causal) {
    super(type, causal);
  }

  /**
   * Maps from such keys to sets of such values.
   *
   * @param key has to be canonical
   * @param value has to be canonical
   */
  public static <K, V> NestableType<ORMultiMap<K, V>, Editor<K, V>> type(
      Codec<K> key, Codec<V> value) {
    return new Type<>(key, value);
  }

  /** The values of {@code key}, unmodifiable, in the order of their canonical bytes. A view. */
  public Set<V> get(K key) {
    return new OrderedKeys<>(store().get(key));
  }

  /** Whether {@code key} has a value. */
  public boolean contains(K key) {
    return !store().get(key).isEmpty();
  }

  /** Whether {@code value} is among those of {@code key}. */
  public boolean contains(K key, V value) {
    return !store().get(key).get(value).isEmpty();
  }

  /** Keys and their values, unmodifiable, in the order of the keys' canonical bytes. A view. */
  public Map<K, Set<V>> entries() {
    return new OrderedEntries<>(store(), OrderedKeys::new);
  }

  /** How many keys. */
  public int size() {
    return store().size();
  }

  /** Such as {@code ORMultiMap{k=[a, b]}}. */
  @Override
  public String toString() {
    return "ORMultiMap" + entries();
  }

  /** Changes a map within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<K, V> extends StoreEditor<DotMap<K, DotMap<V, DotSet>>> {
    private final CausalType<ORSet<V>, DotMap<V, DotSet>, ORSet.Editor<V>> set;

    private Editor(
        CausalEdit edit,
        DotMap<K, DotMap<V, DotSet>> store,
        CausalType<ORSet<V>, DotMap<V, DotSet>, ORSet.Editor<V>> set) {
      super(edit, store);
      this.set = set;
    }

    /** Adds {@code value} under {@code key}; also when it is there, as {@link ORSet} does. */
    public Editor<K, V> put(K key, V value) {
      return at(key, values -> values.add(value));
    }

    /** Adds each of {@code values} under {@code key}. */
    public Editor<K, V> putAll(K key, Iterable<V> values) {
      values.forEach(value -> put(key, value));
      return this;
    }

    /** Removes {@code value} from under {@code key}; puts not seen here survive. */
    public Editor<K, V> remove(K key, V value) {
      return at(key, values -> values.remove(value));
    }

    /** Removes {@code key} with all values seen here; puts not seen here survive. */
    public Editor<K, V> removeAll(K key) {
      return at(key, ORSet.Editor::clear);
    }

    /** Removes all keys seen here. */
    public Editor<K, V> clear() {
      store().forEachDot(edit()::kill);
      store(store().cleared());
      return this;
    }

    /** Whether {@code value} is among those of {@code key}, after the changes so far. */
    public boolean contains(K key, V value) {
      return !store().get(key).get(value).isEmpty();
    }

    /** The values of {@code key} after the changes so far; later ones do not show in it. */
    public Set<V> get(K key) {
      return new OrderedKeys<>(store().get(key));
    }

    private Editor<K, V> at(K key, Consumer<ORSet.Editor<V>> change) {
      store(changeAt(store(), key, edit(), values -> set.editStore(edit(), values, change)));
      return this;
    }
  }

  private static final class Type<K, V>
      extends CausalType<ORMultiMap<K, V>, DotMap<K, DotMap<V, DotSet>>, Editor<K, V>> {
    private final CausalType<ORSet<V>, DotMap<V, DotSet>, ORSet.Editor<V>> set;

    Type(Codec<K> key, Codec<V> value) {
      this(key, value, ORSet.causalType(value));
    }

    private Type(
        Codec<K> key,
        Codec<V> value,
        CausalType<ORSet<V>, DotMap<V, DotSet>, ORSet.Editor<V>> set) {
      super(
          "ormultimap/1<" + nameOf(key) + "," + nameOf(value) + ">",
          DotMap.shape(key, set.shape()),
          set.depth() + 1);
      this.set = set;
    }

    @Override
    ORMultiMap<K, V> state(Causal<DotMap<K, DotMap<V, DotSet>>> causal) {
      return new ORMultiMap<>(this, causal);
    }

    @Override
    Editor<K, V> openEditor(CausalEdit edit, DotMap<K, DotMap<V, DotSet>> store) {
      return new Editor<>(edit, store, set);
    }

    @Override
    DotMap<K, DotMap<V, DotSet>> closeEditor(Editor<K, V> editor) {
      return editor.close();
    }
  }
}
