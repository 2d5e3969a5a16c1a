package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotPair;
import org.rejoin.crdt.kernel.DotSet;
import org.rejoin.crdt.kernel.StoreShape;

/**
 * The operations on one thing, element or flag, that none has replaced: the dots of its additions,
 * then those of its removals. It is in if there are any and none is a removal.
 */
final class RemoveWins {
  static final StoreShape<DotPair> SHAPE = DotPair.shape(DotSet.shape(), DotSet.shape());

  private RemoveWins() {}

  static boolean isIn(DotPair operations) {
    return operations.second().isEmpty() && !operations.first().isEmpty();
  }

  /** The dots of all operations, ascending. */
  static List<Dot> dots(DotPair operations) {
    List<Dot> dots = new ArrayList<>();
    operations.forEachDot(dots::add);
    dots.sort(null);
    return dots;
  }

  /** An addition or a removal that replaces {@code seen}. */
  static DotPair write(CausalEdit edit, List<Dot> seen, boolean in) {
    DotSet dot = DotSet.of(StoreEditor.dotOver(edit, seen));
    return in ? new DotPair(dot, DotSet.empty()) : new DotPair(DotSet.empty(), dot);
  }
}
