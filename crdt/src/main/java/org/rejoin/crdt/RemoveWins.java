package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.Collections;
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
  static final StoreShape<DotPair> SHAPE = DotPair.vetoShape(DotSet.shape(), DotSet.shape());

  private RemoveWins() {}

  /** The dots of all operations, ascending. */
  static List<Dot> dots(DotPair operations) {
    List<Dot> dots = new ArrayList<>();
    operations.forEachDot(dots::add);
    dots.sort(null);
    return dots;
  }

  static boolean isRemoved(DotPair operations) {
    return !operations.second().isEmpty();
  }

  /** Whether, as far as this element is concerned, {@code named} (ascending) may be forgotten. */
  static boolean mayForget(DotPair operations, List<Dot> named) {
    List<Dot> live = dots(operations);
    long hit = live.stream().filter(dot -> Collections.binarySearch(named, dot) >= 0).count();
    return hit == 0 || (hit == live.size() && isRemoved(operations));
  }

  /** An addition or a removal that replaces all of {@code seen}. */
  static DotPair write(CausalEdit edit, DotPair seen, boolean in) {
    DotSet dot = DotSet.of(StoreEditor.dotOver(edit, dots(seen)));
    return in ? seen.with(dot, DotSet.empty()) : seen.with(DotSet.empty(), dot);
  }
}
