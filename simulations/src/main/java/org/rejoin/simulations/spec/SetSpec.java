package org.rejoin.simulations.spec;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * Adds and removals of an element replace what is in effect of it. Where adds win, an element is in
 * if some add of it is in effect; where removals win, if all that is in effect of it are adds.
 */
public enum SetSpec implements Spec {
  /** Concurrent with a removal, an add counts. */
  ADD_WINS,
  /** Concurrent with an add, a removal counts. */
  REMOVE_WINS;

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return InEffect.ofElement(body.element(), seen);
  }

  @Override
  public Object expected(Collection<Event> seen) {
    return elements(seen);
  }

  Set<String> elements(Collection<Event> seen) {
    TreeSet<String> elements = new TreeSet<>();
    List<Event> inEffect = InEffect.of(seen);
    for (Event event : inEffect) {
      if (event.body().verb() == Verb.ADD) {
        elements.add(event.body().element());
      }
    }
    for (Event event : inEffect) {
      if (event.body().verb() == Verb.REMOVE && this == REMOVE_WINS) {
        elements.remove(event.body().element());
      }
    }
    return elements;
  }
}
