package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Dots that each carry a {@link Tally}, the one kind of value that grows while its dot lives: a dot
 * is one life of one replica's count. A delta that raises a cell names the dot and just that cell.
 * Only the replica of a dot may end its life, and only when all of it is undone. Sorted by dot,
 * meant for few: all operations are linear.
 */
public final class DotTally implements DotStore {
  private static final DotTally EMPTY = new DotTally(DotValues.empty());
  private static final StoreShape<DotTally> SHAPE =
      new StoreShape<>() {
        @Override
        public DotTally empty() {
          return EMPTY;
        }

        @Override
        public DotTally read(StoreIn in) {
          List<Dot> dots = new ArrayList<>(1);
          List<Tally> tallies = new ArrayList<>(1);
          in.readDots(
              dot -> {
                dots.add(dot);
                tallies.add(Tally.read(in.in()));
              });
          return with(DotValues.of(dots, tallies));
        }
      };

  private final DotValues<Tally> tallies;

  private DotTally(DotValues<Tally> tallies) {
    this.tallies = tallies;
  }

  /** How such stores are read. */
  public static StoreShape<DotTally> shape() {
    return SHAPE;
  }

  private static DotTally with(DotValues<Tally> changed) {
    return changed.isEmpty() ? EMPTY : new DotTally(changed);
  }

  /** This with {@code tally}, not an empty one, under {@code dot}. */
  public DotTally put(Dot dot, Tally tally) {
    if (tally.isEmpty()) {
      throw new IllegalArgumentException("an empty tally for " + dot);
    }
    return with(tallies.put(dot, tally));
  }

  /** The live dots, ascending. */
  public List<Dot> dots() {
    return tallies.dots();
  }

  /** Visits dots and tallies, ascending. */
  public void forEach(BiConsumer<? super Dot, ? super Tally> action) {
    tallies.forEach(action);
  }

  @Override
  public boolean isEmpty() {
    return tallies.isEmpty();
  }

  @Override
  public boolean showsContent() {
    boolean[] shows = new boolean[1];
    tallies.forEach((dot, tally) -> shows[0] |= tally.showsContent());
    return shows[0];
  }

  @Override
  public boolean holdsTallies() {
    return true;
  }

  @Override
  public boolean contains(Dot dot) {
    return tallies.contains(dot);
  }

  @Override
  public @Nullable Tally tally(Dot dot) {
    return tallies.get(dot);
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    tallies.forEach((dot, tally) -> action.accept(dot));
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    tallies.forEachDotIn(range, action);
  }

  @Override
  public DotTally beyond(List<Dot> dots, Known known) {
    List<Dot> kept = new ArrayList<>();
    List<Tally> news = new ArrayList<>();
    tallies.forEach(
        (dot, tally) -> {
          if (Dots.contains(dots, dot)) {
            Tally old = known.tally(dot);
            Tally more = old == null ? tally : tally.beyond(old);
            if (!more.isEmpty()) {
              kept.add(dot);
              news.add(more);
            }
          }
        });
    return with(DotValues.of(kept, news));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // nothing changed, nothing is made
  public DotTally minus(List<Dot> dots) {
    DotValues<Tally> kept = tallies.filter(dots, false);
    return kept == tallies ? this : with(kept);
  }

  @Override
  public DotTally change(List<Dot> gone, DotStore fresh) {
    DotTally[] changed = {minus(gone)};
    ((DotTally) fresh)
        .tallies.forEach(
            (dot, tally) -> {
              Tally here = changed[0].tally(dot);
              changed[0] = changed[0].put(dot, here == null ? tally : here.join(tally));
            });
    return changed[0];
  }

  @Override
  public DotTally reset(CausalEdit edit) {
    DotTally[] changed = {this};
    tallies.forEach(
        (dot, tally) -> {
          if (edit.isOwn(dot)) {
            edit.kill(dot); // nobody else counts on it, so nothing is lost
            changed[0] = changed[0].minus(List.of(dot));
          } else if (tally.showsContent()) {
            edit.raise(dot);
            changed[0] = changed[0].put(dot, tally.reset());
          }
        });
    return changed[0];
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    return 0;
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {
    Tally tally = tallies.get(dot);
    if (tally == null) {
      throw new IllegalStateException("dot " + dot + " is not alive in " + this);
    }
    tally.write(out);
  }

  @Override
  public void write(CanonicalOut out, DotTable table) {
    table.write(tallies.dots(), out, dot -> writeLeaf(dot, out));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DotTally there && tallies.equals(there.tallies);
  }

  @Override
  public int hashCode() {
    return tallies.hashCode();
  }

  @Override
  public String toString() {
    return tallies.toString();
  }
}
