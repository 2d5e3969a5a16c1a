package org.rejoin.simulations.spec;

import java.util.Collection;
import java.util.List;
import org.rejoin.simulations.plan.OpBody;

/** A flag is a set of one element, {@code ""}: on if that is in. */
public record FlagSpec(SetSpec set) implements Spec {
  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return set.replaces(body, seen);
  }

  @Override
  public Object expected(Collection<Event> seen) {
    return !set.elements(seen).isEmpty();
  }
}
