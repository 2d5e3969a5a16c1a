package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Dots and nothing else: something is there as long as one lives. A sorted array, meant for the few
 * dots of one element: all operations are linear.
 */
public final class DotSet implements DotStore {
  private static final DotSet EMPTY = new DotSet(List.of());
  private static final StoreShape<DotSet> SHAPE =
      new StoreShape<>() {
        @Override
        public DotSet empty() {
          return EMPTY;
        }

        @Override
        public DotSet read(StoreIn in) {
          Dot[] dots = new Dot[in.in().readCount(2)];
          for (int i = 0; i < dots.length; i++) {
            dots[i] = in.readDot(i == 0 ? null : dots[i - 1]);
          }
          return ofSorted(Arrays.asList(dots));
        }
      };

  private final List<Dot> dots;

  private DotSet(List<Dot> dots) {
    this.dots = dots;
  }

  /** How sets of dots are read. */
  public static StoreShape<DotSet> shape() {
    return SHAPE;
  }

  /** No dot. */
  public static DotSet empty() {
    return EMPTY;
  }

  /** One dot. */
  public static DotSet of(Dot dot) {
    return new DotSet(List.of(dot));
  }

  private static DotSet ofSorted(List<Dot> dots) {
    return dots.isEmpty() ? EMPTY : new DotSet(List.copyOf(dots));
  }

  /** The dots, ascending. */
  public List<Dot> dots() {
    return dots;
  }

  @Override
  public boolean isEmpty() {
    return dots.isEmpty();
  }

  @Override
  public boolean contains(Dot dot) {
    return Collections.binarySearch(dots, dot) >= 0;
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    dots.forEach(action);
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    for (Dot dot : dots) {
      if (range.contains(dot)) {
        action.accept(dot);
      }
    }
  }

  @Override
  public DotSet only(List<Dot> wanted) {
    return filter(dot -> Collections.binarySearch(wanted, dot) >= 0);
  }

  @Override
  public DotSet minus(List<Dot> unwanted) {
    return filter(dot -> Collections.binarySearch(unwanted, dot) < 0);
  }

  private DotSet filter(Predicate<Dot> keep) {
    List<Dot> kept = new ArrayList<>(dots.size());
    for (Dot dot : dots) {
      if (keep.test(dot)) {
        kept.add(dot);
      }
    }
    return kept.size() == dots.size() ? this : ofSorted(kept);
  }

  @Override
  public DotSet plus(DotStore other) {
    List<Dot> more = ((DotSet) other).dots;
    if (more.isEmpty()) {
      return this;
    }
    if (dots.isEmpty()) {
      return (DotSet) other;
    }
    List<Dot> all = new ArrayList<>(dots);
    all.addAll(more);
    Collections.sort(all);
    return ofSorted(all);
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    return 0;
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {}

  @Override
  public void write(CanonicalOut out, CausalContext context) {
    out.writeVarInt(dots.size());
    for (Dot dot : dots) {
      writeDot(dot, out, context);
    }
  }

  static void writeDot(Dot dot, CanonicalOut out, CausalContext context) {
    out.writeVarInt(context.indexOf(dot.replica())).writeVarLong(dot.counter());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DotSet set && dots.equals(set.dots);
  }

  @Override
  public int hashCode() {
    return dots.hashCode();
  }

  @Override
  public String toString() {
    return dots.toString();
  }
}
