package org.rejoin.crdt.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Codec;

/**
 * Dots that each carry a value which never changes: the writes of a register that no other write
 * has replaced yet. Sorted by dot, meant for few: all operations are linear.
 *
 * @param <V> the value, with a canonical codec
 */
public final class DotFun<V> implements DotStore {
  private final Codec<V> codec;
  private final SortedMap<Dot, V> values;

  private DotFun(Codec<V> codec, SortedMap<Dot, V> values) {
    this.codec = codec;
    this.values = values;
  }

  /**
   * How such stores are read.
   *
   * @param codec has to be canonical; wrap bytes that are not
   */
  public static <V> StoreShape<DotFun<V>> shape(Codec<V> codec) {
    if (!codec.isCanonical()) {
      throw new IllegalArgumentException("codec " + codec.name() + " is not canonical");
    }
    DotFun<V> empty = new DotFun<>(codec, new TreeMap<>());
    return new StoreShape<>() {
      @Override
      public DotFun<V> empty() {
        return empty;
      }

      @Override
      public DotFun<V> read(StoreIn in) {
        int count = in.in().readCount(2);
        SortedMap<Dot, V> values = new TreeMap<>();
        Dot dot = null;
        for (int i = 0; i < count; i++) {
          dot = in.readDot(dot);
          values.put(dot, in.readKey(codec).value());
        }
        return empty.with(values);
      }
    };
  }

  private DotFun<V> with(SortedMap<Dot, V> changed) {
    return new DotFun<>(codec, changed);
  }

  /** This and {@code value} under {@code dot}. */
  public DotFun<V> put(Dot dot, V value) {
    SortedMap<Dot, V> changed = new TreeMap<>(values);
    changed.put(dot, value);
    return with(changed);
  }

  /** The value of {@code dot}, or null. */
  public @Nullable V get(Dot dot) {
    return values.get(dot);
  }

  /** The live dots, ascending. */
  public List<Dot> dots() {
    return List.copyOf(values.keySet());
  }

  /** How many dots are alive. */
  public int size() {
    return values.size();
  }

  /** Visits dots and values, ascending. */
  public void forEach(BiConsumer<? super Dot, ? super V> action) {
    values.forEach(action);
  }

  @Override
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public boolean contains(Dot dot) {
    return values.containsKey(dot);
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    values.keySet().forEach(action);
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    for (Dot dot : values.keySet()) {
      if (range.contains(dot)) {
        action.accept(dot);
      }
    }
  }

  @Override
  public DotFun<V> only(List<Dot> dots) {
    return filter(dots, true);
  }

  @Override
  public DotFun<V> minus(List<Dot> dots) {
    return filter(dots, false);
  }

  private DotFun<V> filter(List<Dot> dots, boolean wanted) {
    SortedMap<Dot, V> kept = new TreeMap<>();
    for (Map.Entry<Dot, V> entry : values.entrySet()) {
      if (Collections.binarySearch(dots, entry.getKey()) >= 0 == wanted) {
        kept.put(entry.getKey(), entry.getValue());
      }
    }
    return kept.size() == values.size() ? this : with(kept);
  }

  @Override
  @SuppressWarnings("unchecked")
  public DotFun<V> plus(DotStore other) {
    DotFun<V> more = (DotFun<V>) other;
    if (more.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return more;
    }
    SortedMap<Dot, V> all = new TreeMap<>(values);
    all.putAll(more.values);
    return with(all);
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    DotFun<?> there = (DotFun<?>) other;
    Object a = values.get(dot);
    Object b = there.values.get(dot);
    if (a == null || b == null) {
      throw new IllegalStateException("dot " + dot + " is not alive in both stores");
    }
    return a.equals(b) ? 0 : Arrays.compareUnsigned(encoded(dot), there.encoded(dot));
  }

  private byte[] encoded(Dot dot) {
    CanonicalOut out = new CanonicalOut();
    writeLeaf(dot, out);
    return out.toByteArray();
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {
    V value = values.get(dot);
    if (value == null) {
      throw new IllegalStateException("dot " + dot + " is not alive in " + this);
    }
    codec.write(value, out);
  }

  @Override
  public void write(CanonicalOut out, CausalContext context) {
    out.writeVarInt(values.size());
    for (Map.Entry<Dot, V> entry : values.entrySet()) {
      DotSet.writeDot(entry.getKey(), out, context);
      codec.write(entry.getValue(), out);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DotFun<?> fun && values.equals(fun.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
