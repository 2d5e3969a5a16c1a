package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;

/**
 * A small immutable map from dots to values, ascending; all operations are linear. What {@link
 * DotFun} and {@link DotTally} are made of.
 */
final class DotValues<V> {
  private static final DotValues<?> EMPTY = new DotValues<>(new Dot[0], new Object[0]);

  private final Dot[] dots;
  private final Object[] values;

  private DotValues(Dot[] dots, Object[] values) {
    this.dots = dots;
    this.values = values;
  }

  @SuppressWarnings("unchecked") // no values of any type
  static <V> DotValues<V> empty() {
    return (DotValues<V>) EMPTY;
  }

  /** In ascending order of dots; both lists have one size. */
  static <V> DotValues<V> of(List<Dot> dots, List<V> values) {
    return dots.isEmpty()
        ? empty()
        : new DotValues<>(dots.toArray(new Dot[0]), values.toArray(new Object[0]));
  }

  int size() {
    return dots.length;
  }

  boolean isEmpty() {
    return dots.length == 0;
  }

  List<Dot> dots() {
    return dots.length == 1 ? List.of(dots[0]) : List.of(dots);
  }

  boolean contains(Dot dot) {
    return indexOf(dot) >= 0;
  }

  private int indexOf(Dot dot) {
    return Arrays.binarySearch(dots, dot);
  }

  @SuppressWarnings("unchecked")
  private V at(int index) {
    return (V) values[index];
  }

  @Nullable V get(Dot dot) {
    int index = indexOf(dot);
    return index < 0 ? null : at(index);
  }

  DotValues<V> put(Dot dot, V value) {
    if (dots.length == 0) {
      return new DotValues<>(new Dot[] {dot}, new Object[] {value});
    }
    int index = Arrays.binarySearch(dots, dot);
    if (index >= 0) {
      Object[] copy = values.clone();
      copy[index] = value;
      return new DotValues<>(dots, copy);
    }
    int at = -index - 1;
    Dot[] moreDots = Arrays.copyOf(dots, dots.length + 1);
    Object[] moreValues = Arrays.copyOf(values, values.length + 1);
    System.arraycopy(dots, at, moreDots, at + 1, dots.length - at);
    System.arraycopy(values, at, moreValues, at + 1, values.length - at);
    moreDots[at] = dot;
    moreValues[at] = value;
    return new DotValues<>(moreDots, moreValues);
  }

  DotValues<V> putAll(DotValues<V> more) {
    if (isEmpty()) {
      return more;
    }
    DotValues<V> all = this;
    for (int i = 0; i < more.dots.length; i++) {
      all = all.put(more.dots[i], more.at(i));
    }
    return all;
  }

  /** Those whose dot is in {@code others}, or those whose dot is not; this if that is all. */
  DotValues<V> filter(List<Dot> others, boolean wanted) {
    List<Dot> kept = new ArrayList<>(dots.length);
    List<V> keptValues = new ArrayList<>(dots.length);
    for (int i = 0; i < dots.length; i++) {
      if (Dots.contains(others, dots[i]) == wanted) {
        kept.add(dots[i]);
        keptValues.add(at(i));
      }
    }
    return kept.size() == dots.length ? this : of(kept, keptValues);
  }

  void forEach(BiConsumer<? super Dot, ? super V> action) {
    for (int i = 0; i < dots.length; i++) {
      action.accept(dots[i], at(i));
    }
  }

  void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    for (Dot dot : dots) {
      if (range.contains(dot)) {
        action.accept(dot);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DotValues<?> there
        && Arrays.equals(dots, there.dots)
        && Arrays.equals(values, there.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(dots) + Arrays.hashCode(values);
  }

  /** Such as {@code {00000000000000a1:1=x}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (dot, value) ->
            text.append(text.length() == 1 ? "" : ", ").append(dot).append('=').append(value));
    return text.append('}').toString();
  }
}
