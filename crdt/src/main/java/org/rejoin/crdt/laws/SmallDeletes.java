package org.rejoin.crdt.laws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Epoched;
import org.rejoin.crdt.laws.SmallHistory.Step;

/**
 * Every delete that can fall into a history. It is one delete epoch more and an empty state, so all
 * that matters is which edits were made by who had got it, or an edit after it: these go on in the
 * new epoch with a fresh context, the others are gone wherever the delete or one of these arrives,
 * whether or not it saw them. Each set of edits, with and without the delete, has to be one state
 * by all ways that lead to it, with the value of the specification; and a cut that names the delete
 * must not change which of two states wins. Not thread-safe.
 */
final class SmallDeletes<S extends Editable<S, E>, E, O> {
  /** A key: its delete epoch, and the number of its state. */
  private record Place(int epoch, int state) {}

  private record Meeting(Place left, Place right) {}

  private final ReachedStates<S> states;
  private final SmallEdits<S, E, O> edits;
  private final Supplier<Meaning<S, O, ?>> meanings;
  private final SmallHistory<O> history;
  private final Epochs epochs;
  private final Map<Meeting, Place> met = new LinkedHashMap<>();

  /** By set of edits after the delete: the state. */
  private final int[] reached = new int[1 << Exhaustive.MAX_EDITS];

  private final Place[] deltas = new Place[Exhaustive.MAX_EDITS];

  SmallDeletes(
      ReachedStates<S> states,
      SmallEdits<S, E, O> edits,
      Supplier<Meaning<S, O, ?>> meanings,
      SmallHistory<O> history,
      Epochs epochs) {
    this.states = states;
    this.edits = edits;
    this.meanings = meanings;
    this.history = history;
    this.epochs = epochs;
  }

  /** Looks at all deletes in the history at hand; how many there are. */
  long check() {
    long deletes = 0;
    for (int later = 0; later <= history.all(); later++) {
      if (isPossible(later)) {
        deletes++;
        delete(later);
      }
    }
    return deletes;
  }

  /** Whether all that saw an edit after the delete come after it, too. */
  private boolean isPossible(int later) {
    for (int i = 0; i < history.size(); i++) {
      if ((later >>> i & 1) == 0 && (history.step(i).known() & later) != 0) {
        return false;
      }
    }
    return true;
  }

  private void delete(int later) {
    history.special(() -> "a delete that comes before " + SmallHistory.names(later));
    Meaning<S, O, ?> meaning = meanings.get();
    reached[0] = states.bottom();
    for (int i = 0; i < history.size(); i++) {
      Step<O> step = history.step(i);
      boolean after = (later >>> i & 1) == 1;
      meaning.add(step.id(), step.stamp(), after ? step.ops() : List.of(), step.known() & later);
      deltas[i] =
          after
              ? new Place(1, edits.make(reached[step.known() & later], step).delta())
              : new Place(0, step.delta());
      if (after) {
        fill(i, later);
      }
    }
    for (int set = 0; set <= history.all(); set++) {
      check(set, later, false, meaning);
      check(set, later, true, meaning);
    }
  }

  private void fill(int i, int later) {
    int bit = 1 << i;
    for (int others = 0; others < bit; others++) {
      if ((others & ~later) == 0) {
        reached[others | bit] = states.join(reached[others], deltas[i].state());
      }
    }
  }

  /** What has to be left of {@code set}, with the delete or without. */
  private Place place(int set, int later, boolean deleted) {
    return deleted || (set & later) != 0
        ? new Place(1, reached[set & later])
        : new Place(0, history.reached(set));
  }

  private void check(int set, int later, boolean deleted, Meaning<S, O, ?> meaning) {
    Place here = place(set, later, deleted);
    if (here.epoch() == 1) {
      S state = states.get(here.state());
      states.check(Law.DELETION, trial -> meaning.check(state, set & later, trial));
    }
    expect(join(place(set, later, false), new Place(1, states.bottom())), set, later, true);
    for (int i = 0; i < history.size(); i++) {
      if ((set >>> i & 1) == 1) {
        expect(join(place(set & ~(1 << i), later, deleted), deltas[i]), set, later, deleted);
      }
    }
    for (int other = 0; other <= history.all(); other++) {
      expect(join(here, place(other, later, false)), set | other, later, deleted);
      expect(join(here, place(other, later, true)), set | other, later, true);
    }
  }

  private void expect(Place found, int set, int later, boolean deleted) {
    Place expected = place(set, later, deleted);
    if (found.epoch() != expected.epoch()) {
      throw states.fail(
          Law.DELETION,
          "edits " + SmallHistory.names(set) + " are of delete epoch " + expected.epoch(),
          List.of(states.get(found.state())));
    }
    states.same(
        Law.DELETION,
        found.state(),
        expected.state(),
        () -> "what a delete leaves of edits " + SmallHistory.names(set));
  }

  private Place join(Place left, Place right) {
    Meeting meeting = new Meeting(left, right);
    Place known = met.get(meeting);
    if (known == null) {
      known = meet(epoched(left), epoched(right));
      met.put(meeting, known);
    }
    return known;
  }

  private Epoched<S> epoched(Place place) {
    return new Epoched<>(place.epoch(), states.get(place.state()));
  }

  private Place meet(Epoched<S> a, Epoched<S> b) {
    Epoched<S> joined = epochs.join(a, b);
    Epoched<S> one = epochs.settle(joined, 1);
    Epoched<S> two = epochs.join(epochs.settle(a, 1), epochs.settle(b, 1));
    List<S> values = List.of(a.state(), b.state());
    states.holds(
        Law.DELETION,
        "a cut that names the delete gives epoch " + one.epoch() + " before a join and after",
        values,
        one.epoch() == two.epoch());
    states.check(
        Law.DELETION,
        trial ->
            trial.same(
                "a cut that names the delete commutes with join", values, one::state, two::state));
    return new Place((int) joined.epoch(), states.number(joined.state()));
  }
}
