package org.rejoin.crdt.kernel;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Two stores side by side that share no dot, such as the presence of a map entry and its content.
 * Costs those of the parts.
 *
 * @param vetoes whether the first part shows only as long as nothing is in the second: additions
 *     beside the removals that win over them
 */
public record DotPair(DotStore first, DotStore second, boolean vetoes) implements DotStore {
  /** Two parts that both show. */
  public DotPair(DotStore first, DotStore second) {
    this(first, second, false);
  }

  /** How such pairs are read: as one part after the other. */
  public static StoreShape<DotPair> shape(
      StoreShape<? extends DotStore> first, StoreShape<? extends DotStore> second) {
    return shape(first, second, false);
  }

  /** How pairs are read whose second part vetoes the first. */
  public static StoreShape<DotPair> vetoShape(
      StoreShape<? extends DotStore> first, StoreShape<? extends DotStore> second) {
    return shape(first, second, true);
  }

  private static StoreShape<DotPair> shape(
      StoreShape<? extends DotStore> first, StoreShape<? extends DotStore> second, boolean vetoes) {
    DotPair empty = new DotPair(first.empty(), second.empty(), vetoes);
    return new StoreShape<>() {
      @Override
      public DotPair empty() {
        return empty;
      }

      @Override
      public DotPair read(StoreIn in) {
        DotStore a = first.read(in);
        return new DotPair(a, second.read(in), vetoes);
      }
    };
  }

  @Override
  public boolean isEmpty() {
    return first.isEmpty() && second.isEmpty();
  }

  @Override
  public boolean showsContent() {
    return vetoes
        ? second.isEmpty() && first.showsContent()
        : first.showsContent() || second.showsContent();
  }

  @Override
  public boolean mayHide() {
    return vetoes || first.mayHide() || second.mayHide();
  }

  @Override
  public boolean holdsTallies() {
    return first.holdsTallies() || second.holdsTallies();
  }

  @Override
  public boolean contains(Dot dot) {
    return first.contains(dot) || second.contains(dot);
  }

  @Override
  public @Nullable Tally tally(Dot dot) {
    Tally tally = first.tally(dot);
    return tally == null ? second.tally(dot) : tally;
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    first.forEachDot(action);
    second.forEachDot(action);
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    first.forEachDotIn(range, action);
    second.forEachDotIn(range, action);
  }

  @Override
  public DotPair beyond(List<Dot> dots, Known known) {
    return with(first.beyond(dots, known), second.beyond(dots, known));
  }

  @Override
  public DotPair minus(List<Dot> dots) {
    return with(first.minus(dots), second.minus(dots));
  }

  @Override
  public DotPair change(List<Dot> gone, DotStore fresh) {
    DotPair more = (DotPair) fresh;
    return with(first.change(gone, more.first), second.change(gone, more.second));
  }

  @Override
  public DotPair reset(CausalEdit edit) {
    return with(first.reset(edit), second.reset(edit));
  }

  /** A pair of this kind with other parts. */
  public DotPair with(DotStore a, DotStore b) {
    return a == first && b == second ? this : new DotPair(a, b, vetoes);
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    DotPair there = (DotPair) other;
    boolean here1 = first.contains(dot);
    boolean there1 = there.first.contains(dot);
    if (here1 != there1) {
      return here1 ? -1 : 1;
    }
    return here1 ? first.compareLeaf(dot, there.first) : second.compareLeaf(dot, there.second);
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {
    boolean here = first.contains(dot);
    out.writeByte(here ? 0 : 1);
    (here ? first : second).writeLeaf(dot, out);
  }

  @Override
  public void write(CanonicalOut out, DotTable table) {
    first.write(out, table);
    second.write(out, table);
  }
}
