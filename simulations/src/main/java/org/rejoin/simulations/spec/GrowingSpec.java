package org.rejoin.simulations.spec;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.rejoin.simulations.plan.OpBody;

/**
 * All edits count for ever: the set of all elements, or the highest or lowest of all values. An
 * edit that adds nothing to what its origin has seen says nothing to those who have not.
 */
public enum GrowingSpec implements Spec {
  /** All elements. */
  UNION,
  /** The highest value. */
  HIGHEST,
  /** The lowest value. */
  LOWEST;

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return List.of();
  }

  @Override
  public boolean needsCauses() {
    return true;
  }

  @Override
  public Object expected(Collection<Event> seen) {
    if (this == UNION) {
      TreeSet<String> elements = new TreeSet<>();
      seen.forEach(event -> elements.add(event.body().element()));
      return elements;
    }
    TreeSet<Long> values = new TreeSet<>();
    seen.forEach(event -> values.add(Long.parseLong(event.body().value())));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(this == HIGHEST ? values.last() : values.first());
  }
}
