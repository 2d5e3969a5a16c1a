package org.rejoin.crdt.laws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.Origin;

/** The edits of an exhaustive run, each made once. Not thread-safe. */
final class SmallEdits<S extends Editable<S, E>, E, O> {
  /** The numbers of the edited state and of the delta. */
  record Made(int after, int delta) {}

  private record Place<O>(int before, int replica, long stamp, List<O> ops) {}

  private final ReachedStates<S> states;
  private final List<List<O>> choices;
  private final BiConsumer<E, O> apply;
  private final Map<Place<O>, Optional<Made>> made = new LinkedHashMap<>();

  SmallEdits(ReachedStates<S> states, List<List<O>> choices, BiConsumer<E, O> apply) {
    this.states = states;
    this.choices = choices;
    this.apply = apply;
  }

  /** What an edit can be made of. */
  List<List<O>> choices() {
    return choices;
  }

  /** Makes an edit that must not fail. */
  Made make(int before, SmallHistory.Step<O> step) {
    return attempt(before, step.replica(), step.stamp(), step.ops())
        .orElseThrow(
            () ->
                states.fail(
                    Law.DELTAS,
                    "an edit is not refused where its replica has all it made before",
                    List.of(states.get(before))));
  }

  /** Makes an edit that may be refused, as somebody else used its replica's id. */
  Optional<Made> attempt(int before, int replica, long stamp, List<O> ops) {
    Place<O> place = new Place<>(before, replica, stamp, ops);
    Optional<Made> known = made.get(place);
    if (known == null) {
      known = edit(place);
      made.put(place, known);
    }
    return known;
  }

  private Optional<Made> edit(Place<O> place) {
    S before = states.get(place.before());
    Origin origin =
        new Origin(SmallHistory.REPLICAS.get(place.replica()), Hlc.ofMillis(place.stamp()));
    Optional<Edited<S>> edited =
        states.call(
            Law.DELTAS, "an edit", List.of(before), () -> edit(before, origin, place.ops()));
    return edited.map(e -> new Made(states.number(e.state()), states.number(e.delta())));
  }

  private Optional<Edited<S>> edit(S before, Origin origin, List<O> ops) {
    try {
      return Optional.of(
          before.edit(origin, editor -> ops.forEach(op -> apply.accept(editor, op))));
    } catch (IdentityReusedException refused) {
      return Optional.empty();
    }
  }
}
