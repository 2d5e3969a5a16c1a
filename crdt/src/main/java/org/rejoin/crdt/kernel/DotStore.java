package org.rejoin.crdt.kernel;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * The live dots of an object and where they are: a <b>leaf</b> is a dot with the path to it (map
 * keys) and, in a {@link DotFun} or {@link DotTally}, a value. No dot is at two leaves, and no
 * store holds an empty one. Immutable and thread-safe. Lists of dots are ascending and without
 * repetition.
 */
public sealed interface DotStore permits DotSet, DotFun, DotTally, DotMap, DotPair {
  /** Whether no dot is alive here. */
  boolean isEmpty();

  /**
   * Whether there is more than what is only remembered: tallies that were reset, and pairs whose
   * second part {@linkplain DotPair vetoes} the first.
   */
  boolean showsContent();

  /** Whether stores of this shape can be other than empty and show no content. */
  default boolean mayHide() {
    return holdsTallies();
  }

  /** Whether stores of this shape can hold tallies, the only leaves whose values grow. */
  boolean holdsTallies();

  /** Whether {@code dot} is alive here. */
  boolean contains(Dot dot);

  /** The tally of {@code dot}; null if it is not alive here or not a tally. */
  @Nullable Tally tally(Dot dot);

  /** Visits all live dots, in a fixed order that need not be ascending. */
  void forEachDot(Consumer<? super Dot> action);

  /** Visits the live dots that are in {@code range}, in no particular order. */
  void forEachDotIn(CausalContext range, Consumer<? super Dot> action);

  /**
   * The part of this store with just those of {@code dots} that are alive here, and of their
   * tallies just the cells beyond those {@code known}.
   */
  DotStore beyond(List<Dot> dots, Known known);

  /**
   * This store without {@code gone}, and with all of {@code fresh}, a store of the same shape. A
   * dot alive in both is a tally; it gets the higher cells.
   */
  DotStore change(List<Dot> gone, DotStore fresh);

  /** This store without {@code dots}. */
  DotStore minus(List<Dot> dots);

  /** What is left when all that is seen here is undone: tallies at zero. Tells {@code edit}. */
  DotStore reset(CausalEdit edit);

  /**
   * Orders the leaves of one dot, alive in both, by the bytes of path and value; tallies of one
   * path are equal, whatever their cells.
   */
  int compareLeaf(Dot dot, DotStore other);

  /**
   * Tells of dots alive here but not in {@code other}, and of dots alive in both whose leaves may
   * differ. Cost: O(live dots), less what both share.
   */
  default void compare(DotStore other, Comparison comparison) {
    forEachDot(
        dot -> {
          if (other.contains(dot)) {
            comparison.both(dot);
          } else {
            comparison.onlyHere(dot);
          }
        });
  }

  /** Writes path and value of a dot that is alive here: unequal leaves write unequal bytes. */
  void writeLeaf(Dot dot, CanonicalOut out);

  /** Writes the canonical encoding, naming dots by their number in {@code table}. */
  void write(CanonicalOut out, DotTable table);

  /** What somebody knows of tallies already. */
  @FunctionalInterface
  interface Known {
    /** Knows no tally. */
    Known NOTHING = dot -> null;

    /** The cells known of {@code dot}; null if none. */
    @Nullable Tally tally(Dot dot);
  }

  /** Sees how two stores differ. */
  interface Comparison {
    /** A dot that is alive here only. */
    void onlyHere(Dot dot);

    /** A dot that is alive in both; its leaves may differ. */
    void both(Dot dot);
  }
}
