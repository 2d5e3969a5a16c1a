package org.rejoin.simulations.spec;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Which of the edits that were seen no other of them replaces. */
public final class InEffect {
  private InEffect() {}

  /** Those that are in effect. */
  public static List<Event> of(Collection<Event> seen) {
    BitSet replaced = new BitSet();
    for (Event event : seen) {
      event.replaced().forEach(replaced::set);
    }
    List<Event> inEffect = new ArrayList<>();
    for (Event event : seen) {
      if (!replaced.get(event.index())) {
        inEffect.add(event);
      }
    }
    return inEffect;
  }

  /** Those of the same element that are in effect. */
  static List<Event> ofElement(String element, Collection<Event> seen) {
    return of(seen.stream().filter(event -> event.body().element().equals(element)).toList());
  }
}
