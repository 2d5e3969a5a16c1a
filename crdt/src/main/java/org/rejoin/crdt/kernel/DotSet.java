package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Dots and nothing else: something is there as long as one lives. Meant for the few dots of one
 * element: all operations are linear. One dot, the usual case, takes one small object.
 */
public abstract sealed class DotSet implements DotStore {
  private static final DotSet EMPTY = new Several(List.of());
  private static final StoreShape<DotSet> SHAPE =
      new StoreShape<>() {
        @Override
        public DotSet empty() {
          return EMPTY;
        }

        @Override
        public DotSet read(StoreIn in) {
          List<Dot> dots = new ArrayList<>(1);
          in.readDots(dots::add);
          return ofSorted(dots);
        }
      };

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
    return new One(dot.replica(), dot.counter());
  }

  private static DotSet ofSorted(List<Dot> dots) {
    return switch (dots.size()) {
      case 0 -> EMPTY;
      case 1 -> of(dots.get(0));
      default -> new Several(List.copyOf(dots));
    };
  }

  /** The dots, ascending. */
  public abstract List<Dot> dots();

  @Override
  public boolean showsContent() {
    return !isEmpty();
  }

  @Override
  public boolean holdsTallies() {
    return false;
  }

  @Override
  public @Nullable Tally tally(Dot dot) {
    return null;
  }

  @Override
  public void forEachDot(Consumer<? super Dot> action) {
    dots().forEach(action);
  }

  @Override
  public void forEachDotIn(CausalContext range, Consumer<? super Dot> action) {
    for (Dot dot : dots()) {
      if (range.contains(dot)) {
        action.accept(dot);
      }
    }
  }

  @Override
  public DotSet beyond(List<Dot> wanted, Known known) {
    List<Dot> mine = dots();
    List<Dot> kept = Dots.in(mine, wanted);
    return kept.size() == mine.size() ? this : ofSorted(kept);
  }

  @Override
  public DotSet minus(List<Dot> unwanted) {
    return change(unwanted, EMPTY);
  }

  @Override
  public DotSet change(List<Dot> gone, DotStore fresh) {
    List<Dot> mine = dots();
    List<Dot> kept = gone.isEmpty() ? mine : Dots.notIn(mine, gone);
    DotSet more = (DotSet) fresh;
    if (more.isEmpty()) {
      return kept.size() == mine.size() ? this : ofSorted(kept);
    }
    return kept.isEmpty() ? more : ofSorted(Dots.merge(kept, more.dots()));
  }

  @Override
  public DotSet reset(CausalEdit edit) {
    edit.killAll(dots());
    return EMPTY;
  }

  @Override
  public int compareLeaf(Dot dot, DotStore other) {
    return 0;
  }

  @Override
  public void writeLeaf(Dot dot, CanonicalOut out) {}

  @Override
  public void write(CanonicalOut out, DotTable table) {
    table.write(dots(), out, dot -> {});
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DotSet set && dots().equals(set.dots());
  }

  @Override
  public int hashCode() {
    return dots().hashCode();
  }

  @Override
  public String toString() {
    return dots().toString();
  }

  private static final class One extends DotSet {
    private final ReplicaId replica;
    private final long counter;

    One(ReplicaId replica, long counter) {
      this.replica = replica;
      this.counter = counter;
    }

    @Override
    public List<Dot> dots() {
      return List.of(new Dot(replica, counter));
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public boolean contains(Dot dot) {
      return counter == dot.counter() && replica.equals(dot.replica());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof One one && counter == one.counter && replica.equals(one.replica);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  private static final class Several extends DotSet {
    private final List<Dot> dots;

    Several(List<Dot> dots) {
      this.dots = dots;
    }

    @Override
    public List<Dot> dots() {
      return dots;
    }

    @Override
    public boolean isEmpty() {
      return dots.isEmpty();
    }

    @Override
    public boolean contains(Dot dot) {
      return Dots.contains(dots, dot);
    }
  }
}
