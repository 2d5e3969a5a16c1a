package org.rejoin.simulations.cuts;

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
}
