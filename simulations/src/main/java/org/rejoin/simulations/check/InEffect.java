package org.rejoin.simulations.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of the updates that were seen no other of them replaces. */
final class InEffect {
  private InEffect() {}

  static List<Update> of(Collection<Update> seen) {
    Set<Integer> replaced = new HashSet<>();
    seen.forEach(update -> update.replaced().forEach(old -> replaced.add(old.index())));
    return seen.stream().filter(update -> !replaced.contains(update.index())).toList();
  }

  /** Those of the same element that are in effect. */
  static List<Update> ofElement(String element, Collection<Update> seen) {
    return of(seen.stream().filter(update -> update.body().element().equals(element)).toList());
  }
}
