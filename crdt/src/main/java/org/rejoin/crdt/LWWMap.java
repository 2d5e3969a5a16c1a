package org.rejoin.crdt;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotFun;
import org.rejoin.crdt.kernel.DotMap;

/**
 * A map from keys to plain values, each of which is a {@link LWWRegister}: of concurrent puts to
 * one key the highest (clock, replica id, bytes) shows; a put wins over a concurrent removal; a
 * removal takes only the puts it saw.
 *
 * <p>State: key to dots with (clock, value bytes), and one causal context; an {@link ORMap} of
 * registers that is never touched, and so without the dots of touches. Immutable, thread-safe. Keys
 * are ordered by their canonical bytes; the values' codec need not be canonical.
 *
 * <p>Cost, with n keys: edit, delta and {@link #get} O(log n) a key. Bytes: key + value + 12 an
 * entry, about 11 a replica id.
 *
 * <p>Papers: those of {@link ORMap} and {@link LWWRegister}.
 *
 * @param <K> the keys, immutable
 * @param <V> the values, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class LWWMap<K, V>
    extends CausalCrdt<LWWMap<K, V>, DotMap<K, DotFun<Stamped<V>>>, LWWMap.Editor<K, V>> {
  private final Codec<V> codec;

  private LWWMap(Type<K, V> type, Causal<DotMap<K, DotFun<Stamped<V>>>> causal) {
    super(type, causal);
    this.codec = type.codec;
  }

  /**
   * Maps from such keys to such values.
   *
   * @param key has to be canonical
   * @param value need not be
   */
  public static <K, V> NestableType<LWWMap<K, V>, Editor<K, V>> type(Codec<K> key, Codec<V> value) {
    return new Type<>(key, value);
  }

  /** The value of {@code key}. */
  public Optional<V> get(K key) {
    return read(store(), key, codec);
  }

  private static <K, V> Optional<V> read(
      DotMap<K, DotFun<Stamped<V>>> store, K key, Codec<V> codec) {
    return Optional.ofNullable(Stamped.winner(store.get(key))).map(write -> write.value(codec));
  }

  /**
   * The value of {@code key} for a reader who trusts no clock beyond {@code limit}; see {@link
   * LWWRegister#valueAsOf}.
   */
  public Optional<V> getAsOf(K key, Hlc limit) {
    return register(key).flatMap(register -> register.valueAsOf(limit));
  }

  /** The register of {@code key}, to be read: who wrote, and what was written concurrently. */
  public Optional<LWWRegister<V>> register(K key) {
    DotFun<Stamped<V>> writes = store().get(key);
    return writes.isEmpty()
        ? Optional.empty()
        : Optional.of(LWWRegister.<V>causalType(codec).view(writes));
  }

  /** Whether {@code key} has a value. */
  public boolean contains(K key) {
    return !store().get(key).isEmpty();
  }

  /**
   * Keys and values, unmodifiable, in the order of the keys' canonical bytes. A view: values are
   * decoded when they are reached.
   */
  public Map<K, V> entries() {
    return new OrderedEntries<>(store(), this::winner);
  }

  private V winner(DotFun<Stamped<V>> register) {
    Stamped<V> write = Stamped.winner(register);
    if (write == null) {
      throw new IllegalStateException("a key without a write");
    }
    return write.value(codec);
  }

  /** How many keys. */
  public int size() {
    return store().size();
  }

  /** Such as {@code LWWMap{k={00000000000000a1:1=5B@1000.0}}}. */
  @Override
  public String toString() {
    return "LWWMap" + store();
  }

  /** Changes a map within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<K, V> extends StoreEditor<DotMap<K, DotFun<Stamped<V>>>> {
    private final Codec<V> codec;

    private Editor(CausalEdit edit, DotMap<K, DotFun<Stamped<V>>> store, Codec<V> codec) {
      super(edit, store);
      this.codec = codec;
    }

    /** Writes {@code value} under {@code key}, over all that is seen there. */
    public Editor<K, V> put(K key, V value) {
      DotFun<Stamped<V>> seen = store().get(key);
      DotFun<Stamped<V>> written = Stamped.write(seen, edit(), codec, value);
      store(store().replace(key, written, seen.dots(), written.dots()));
      return this;
    }

    /** Removes {@code key}; puts not seen here survive. */
    public Editor<K, V> remove(K key) {
      DotFun<Stamped<V>> seen = store().get(key);
      List<Dot> dots = seen.dots();
      if (!dots.isEmpty()) {
        edit().killAll(dots);
        store(store().replace(key, seen.minus(dots), dots, List.of()));
      }
      return this;
    }

    /** Removes all keys seen here. */
    public Editor<K, V> clear() {
      store().forEachDot(edit()::kill);
      store(store().cleared());
      return this;
    }

    /** The value of {@code key}, after the changes so far. */
    public Optional<V> get(K key) {
      return read(store(), key, codec);
    }
  }

  private static final class Type<K, V>
      extends CausalType<LWWMap<K, V>, DotMap<K, DotFun<Stamped<V>>>, Editor<K, V>> {
    private final Codec<V> codec;

    Type(Codec<K> key, Codec<V> codec) {
      super(
          "lwwmap/1<" + nameOf(key) + "," + nameOf(codec) + ">",
          DotMap.shape(key, Stamped.shape()),
          1);
      this.codec = codec;
    }

    @Override
    LWWMap<K, V> state(Causal<DotMap<K, DotFun<Stamped<V>>>> causal) {
      return new LWWMap<>(this, causal);
    }

    @Override
    Editor<K, V> openEditor(CausalEdit edit, DotMap<K, DotFun<Stamped<V>>> store) {
      return new Editor<>(edit, store, codec);
    }

    @Override
    DotMap<K, DotFun<Stamped<V>>> closeEditor(Editor<K, V> editor) {
      return editor.close();
    }
  }
}
