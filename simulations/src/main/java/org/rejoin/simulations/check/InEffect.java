package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Which of the updates that were seen no other of them replaces. */
final class InEffect {
  private InEffect() {}

  static List<Update> of(Collection<Update> seen) {
    BitSet replaced = new BitSet();
    for (Update update : seen) {
      for (Update old : update.replaced()) {
        replaced.set(old.index());
      }
    }
    List<Update> inEffect = new ArrayList<>();
    for (Update update : seen) {
      if (!replaced.get(update.index())) {
        inEffect.add(update);
      }
    }
    return inEffect;
  }

  /** Those of the same element that are in effect. */
  static List<Update> ofElement(String element, Collection<Update> seen) {
    return of(seen.stream().filter(update -> update.body().element().equals(element)).toList());
  }
}
