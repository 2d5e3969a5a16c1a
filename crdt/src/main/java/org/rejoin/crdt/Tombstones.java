package org.rejoin.crdt;

import java.util.List;

/**
 * A state that keeps removed elements until a stability cut names them, since a removal has to beat
 * additions on their way. Only elements at the top level of an object are named; removed elements
 * nested in maps stay.
 */
public interface Tombstones {
  /** All dots of the elements that are removed here, ascending: what a cut may name. O(n). */
  List<Dot> tombstones();

  /** Whether all of {@code named} have been seen here. A member answers a proposal only then. */
  boolean hasSeen(List<Dot> named);

  /**
   * Whether {@code named} may go, as far as can be seen here: of each element none of its live dots
   * is named, or all are and a removal is among them. A member confirms a proposal only then: else
   * an addition that did not see the removal would show without it. O(n).
   */
  boolean mayForget(List<Dot> named);
}
