package org.rejoin.simulations.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * Of the writes to a field that are in effect, the one with the highest stamp shows. Writes and
 * removals replace writes. Stamps are those that the origins gave. A register is a map with one
 * field, {@code ""}.
 */
public final class LastWriteSpec implements Spec {
  /** The only one. */
  public static final LastWriteSpec INSTANCE = new LastWriteSpec();

  private LastWriteSpec() {}

  @Override
  public List<Event> replaces(OpBody body, Collection<Event> seen) {
    return InEffect.ofElement(body.element(), seen);
  }

  @Override
  public Object expected(Collection<Event> seen) {
    Map<String, Event> winners = new TreeMap<>();
    for (Event event : InEffect.of(seen)) {
      if (event.body().verb() == Verb.PUT) {
        winners.merge(
            event.body().element(),
            event,
            (one, other) ->
                Comparator.comparing(Event::requireStamp).compare(one, other) > 0 ? one : other);
      }
    }
    Map<String, String> values = new TreeMap<>();
    winners.forEach((field, winner) -> values.put(field, winner.body().value()));
    return values;
  }
}
