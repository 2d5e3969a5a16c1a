package org.rejoin.crdt;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.kernel.Causal;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotMap;
import org.rejoin.crdt.kernel.DotTally;

/**
 * A map from keys to counters, each of which is a {@link ResettableCounter}: all increments and
 * decrements count, and removing a key undoes those it saw, exactly. A key is there as long as
 * something was counted under it that is not undone, be its sum zero.
 *
 * <p>State: key to dots with sums, and one causal context; an {@link ORMap} of counters that is
 * never touched, and so without the dots of touches. A key that was removed leaves its sums, at
 * zero, for each replica other than the remover that counted under it, until that replica counts
 * there again. Immutable, thread-safe. Keys are ordered by their canonical bytes.
 *
 * <p>Cost, with n keys, removed ones too: edit, delta and {@link #get} O(log n) a key, {@link
 * #size} O(n). Bytes: key + 6 to 12 a replica that counts there, about 11 a replica id.
 *
 * <p>Papers: those of {@link ORMap} and {@link ResettableCounter}.
 *
 * @param <K> the keys, immutable
 */
@SuppressWarnings("exports") // the kernel shows only in what the hidden superclass is made of
public final class CounterMap<K>
    extends CausalCrdt<CounterMap<K>, DotMap<K, DotTally>, CounterMap.Editor<K>> {
  private CounterMap(Type<K> type, Causal<DotMap<K, DotTally>> causal) {
    super(type, causal);
  }

  /**
   * Maps from such keys to counters.
   *
   * @param key has to be canonical
   */
  public static <K> NestableType<CounterMap<K>, Editor<K>> type(Codec<K> key) {
    return new Type<>(key);
  }

  /**
   * What is counted under {@code key}, 0 if it is not there. Throws {@link ArithmeticException}
   * where it does not fit in a long.
   */
  public long get(K key) {
    return value(store().get(key));
  }

  private static long value(DotTally counter) {
    return Tallies.asLong(Tallies.total(counter));
  }

  /** The counter of {@code key}, to be read; it answers also where its value fits in no long. */
  public Optional<ResettableCounter> counter(K key) {
    DotTally counter = store().get(key);
    return counter.showsContent()
        ? Optional.of(ResettableCounter.causalType().view(counter))
        : Optional.empty();
  }

  /** Whether {@code key} is there. */
  public boolean contains(K key) {
    return store().get(key).showsContent();
  }

  /**
   * Keys and values, unmodifiable, in the order of the keys' canonical bytes. A view: values are
   * summed when they are reached, and may then throw as {@link #get} does.
   */
  public Map<K, Long> entries() {
    return new OrderedEntries<>(store(), CounterMap::value);
  }

  /** How many keys; counted each time. */
  public int size() {
    return store().size();
  }

  /** Such as {@code CounterMap{k={00000000000000a1:1=+5-2}}}. */
  @Override
  public String toString() {
    return "CounterMap" + store();
  }

  /** Changes a map within one edit. Not thread-safe, dead when the edit ends. */
  @SuppressWarnings("exports")
  public static final class Editor<K> extends StoreEditor<DotMap<K, DotTally>> {
    private Editor(CausalEdit edit, DotMap<K, DotTally> store) {
      super(edit, store);
    }

    /** One more under {@code key}. */
    public Editor<K> increment(K key) {
      return increment(key, 1);
    }

    /** Adds {@code amount}, 0 or more; negative ones are {@link IllegalArgumentException}. */
    public Editor<K> increment(K key, long amount) {
      return change(key, counter -> Tallies.add(counter, edit(), amount, 0));
    }

    /** One less under {@code key}. */
    public Editor<K> decrement(K key) {
      return decrement(key, 1);
    }

    /** Takes {@code amount} off, 0 or more; negative ones are {@link IllegalArgumentException}. */
    public Editor<K> decrement(K key, long amount) {
      return change(key, counter -> Tallies.add(counter, edit(), 0, amount));
    }

    /** Removes {@code key}: undoes all seen of it; what is not seen here survives. */
    public Editor<K> remove(K key) {
      return change(key, counter -> counter.reset(edit()));
    }

    /** Removes all keys seen here. */
    public Editor<K> clear() {
      store(store().reset(edit()));
      return this;
    }

    /** What is counted under {@code key}, after the changes so far. */
    public long get(K key) {
      return value(store().get(key));
    }

    private Editor<K> change(K key, UnaryOperator<DotTally> change) {
      store(changeAt(store(), key, edit(), change));
      return this;
    }
  }

  private static final class Type<K>
      extends CausalType<CounterMap<K>, DotMap<K, DotTally>, Editor<K>> {
    Type(Codec<K> key) {
      super("countermap/1<" + nameOf(key) + ">", DotMap.shape(key, DotTally.shape()), 1);
    }

    @Override
    CounterMap<K> state(Causal<DotMap<K, DotTally>> causal) {
      return new CounterMap<>(this, causal);
    }

    @Override
    Editor<K> openEditor(CausalEdit edit, DotMap<K, DotTally> store) {
      return new Editor<>(edit, store);
    }

    @Override
    DotMap<K, DotTally> closeEditor(Editor<K> editor) {
      return editor.close();
    }
  }
}
