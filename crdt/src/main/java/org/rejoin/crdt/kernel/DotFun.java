package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private final DotValues<V> values;

  private DotFun(Codec<V> codec, DotValues<V> values) {
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
    DotFun<V> empty = new DotFun<>(codec, DotValues.empty());
    return new StoreShape<>() {
      @Override
      public DotFun<V> empty() {
        return empty;
      }

      @Override
      public DotFun<V> read(StoreIn in) {
        List<Dot> dots = new ArrayList<>(1);
        List<V> values = new ArrayList<>(1);
        in.readDots(
            dot -> {
              dots.add(dot);
              values.add(in.readValue(codec));
            });
        return empty.with(DotValues.of(dots, values));
      }
    };
  }

  @SuppressWarnings("ReferenceEquality") // saves an object
  private DotFun<V> with(DotValues<V> changed) {
    return changed == values ? this : new DotFun<>(codec, changed);
  }

  /** This and {@code value} under {@code dot}. */
  public DotFun<V> put(Dot dot, V value) {
    return with(values.put(dot, value));
  }

  /** The value of {@code dot}, or null. */
  public @Nullable V get(Dot dot) {
    return values.get(dot);
  }

  /** The live dots, ascending. */
  public List<Dot> dots() {
    return values.dots();
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
  public boolean showsContent() {
    return !values.isEmpty();
  }

  @Override
  public boolean holdsTallies() {
    return false;
  }

  @Override
  public boolean contains(Dot dot) {
    return values.contains(dot);
  }

  @Override
  public @Nullable Tally tally(Dot dot) {
    return null;
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    values.forEach((dot, value) -> action.accept(dot));
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    values.forEachDotIn(range, action);
  }

  @Override
  public DotFun<V> beyond(List<Dot> dots, Known known) {
    return with(values.filter(dots, true));
  }

  @Override
  public DotFun<V> minus(List<Dot> dots) {
    return with(values.filter(dots, false));
  }

  @Override
  @SuppressWarnings("unchecked")
  public DotFun<V> change(List<Dot> gone, DotStore fresh) {
    DotValues<V> kept = gone.isEmpty() ? values : values.filter(gone, false);
    return with(kept.putAll(((DotFun<V>) fresh).values));
  }

  @Override
  public DotFun<V> reset(CausalEdit edit) {
    edit.killAll(dots());
    return with(DotValues.empty());
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
  public void write(CanonicalOut out, DotTable table) {
    table.write(dots(), out, dot -> writeLeaf(dot, out));
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
