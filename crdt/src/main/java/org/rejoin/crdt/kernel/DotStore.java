package org.rejoin.crdt.kernel;

import java.util.List;
import java.util.function.Consumer;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * The live dots of an object and where they are: a <b>leaf</b> is a dot with the path to it (map
 * keys) and, in a {@link DotFun}, a value. No dot is at two leaves, and no store holds an empty
 * one. Immutable and thread-safe. Lists of dots are ascending and without repetition.
 */
public sealed interface DotStore permits DotSet, DotFun, DotMap, DotPair {
  /** Whether no dot is alive here. */
  boolean isEmpty();

  /** Whether {@code dot} is alive here. */
  boolean contains(Dot dot);

  /** Visits all live dots, in a fixed order that need not be ascending. */
  void forEachDot(Consumer<? super Dot> action);

  /** Visits the live dots that are in {@code range}, in no particular order. */
  void forEachDotIn(CausalContext range, Consumer<? super Dot> action);

  /** The part of this store with just those of {@code dots} that are alive here. */
  DotStore only(List<Dot> dots);

  /** This store without {@code dots}. */
  DotStore minus(List<Dot> dots);

  /** Both stores. They must be of one shape and share no dot. */
  DotStore plus(DotStore other);

  /** Orders the leaves of one dot, alive in both, by the bytes of path and value. */
  int compareLeaf(Dot dot, DotStore other);

  /** Writes path and value of a dot that is alive here: unequal leaves write unequal bytes. */
  void writeLeaf(Dot dot, CanonicalOut out);

  /** Writes the canonical encoding, naming replica ids by their index in {@code context}. */
  void write(CanonicalOut out, CausalContext context);
}
