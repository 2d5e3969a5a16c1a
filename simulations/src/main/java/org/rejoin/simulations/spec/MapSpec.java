package org.rejoin.simulations.spec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * A map from keys (elements) to sets of values. A removal of a key replaces all that it saw under
 * it; else a key's set is what {@code inner} says. A key is there if its set shows something, or a
 * touch of it is in effect.
 */
public record MapSpec(SetSpec inner) implements Spec {
  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return InEffect.ofElement(body.element(), seen).stream()
        .filter(old -> body.verb() == Verb.REMOVE || isSame(body, old.body()))
        .toList();
  }

  /** Touches replace touches, and what is done with a value replaces what was done with it. */
  private static boolean isSame(OpBody body, OpBody old) {
    return (body.verb() == Verb.TOUCH) == (old.verb() == Verb.TOUCH)
        && body.value().equals(old.value());
  }

  @Override
  public Object expected(Collection<Event> seen) {
    List<Event> inEffect = InEffect.of(seen);
    TreeSet<String> keys = new TreeSet<>();
    inEffect.forEach(event -> keys.add(event.body().element()));
    Map<String, Set<String>> values = new TreeMap<>();
    for (String key : keys) {
      List<Event> under =
          inEffect.stream().filter(event -> event.body().element().equals(key)).toList();
      Set<String> set = values(under);
      if (!set.isEmpty() || under.stream().anyMatch(event -> event.body().verb() == Verb.TOUCH)) {
        values.put(key, set);
      }
    }
    return values;
  }

  private Set<String> values(List<Event> under) {
    Set<String> set = new TreeSet<>();
    under.stream()
        .filter(event -> event.body().verb() == Verb.ADD)
        .forEach(event -> set.add(event.body().value()));
    if (inner == SetSpec.REMOVE_WINS) {
      under.stream()
          .filter(event -> event.body().verb() == Verb.TAKE)
          .forEach(event -> set.remove(event.body().value()));
    }
    return set;
  }
}
