package org.rejoin.simulations.spec;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * Every value shows that no other write has replaced; equal ones once. Writes and removals replace
 * all that they saw; a write by somebody who has seen nothing ({@link Verb#ADD}) replaces nothing.
 */
public final class SiblingSpec implements Spec {
  /** The only one. */
  public static final SiblingSpec INSTANCE = new SiblingSpec();

  private SiblingSpec() {}

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return body.verb() == Verb.ADD ? List.of() : InEffect.of(seen);
  }

  @Override
  public Object expected(Collection<Event> seen) {
    TreeSet<String> values = new TreeSet<>();
    for (Event event : InEffect.of(seen)) {
      if (!event.body().verb().isRemoval()) {
        values.add(event.body().value());
      }
    }
    return values;
  }
}
