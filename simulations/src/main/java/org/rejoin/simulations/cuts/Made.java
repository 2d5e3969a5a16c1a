package org.rejoin.simulations.cuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.simulations.spec.Event;

/**
 * An edit, and what is known of it outside of the states.
 *
 * @param included earlier edits that its delta tells of, too
 * @param saw the edits of this key and life that its origin had seen
 */
record Made(Event event, List<Made> included, Set<Integer> saw) {
  Made {
    included = List.copyOf(included);
    saw = new TreeSet<>(saw);
  }

  /** The edit as one that replaces those of its element, too, that it saw. */
  Event replacing(List<Made> forgotten) {
    List<Integer> replaced = new ArrayList<>(event.replaced());
    for (Made old : forgotten) {
      if (old.event.body().element().equals(event.body().element())
          && saw.contains(old.event.index())) {
        replaced.add(old.event.index());
      }
    }
    return new Event(event.index(), event.origin(), event.body(), event.stamp(), replaced);
  }
}
