package org.rejoin.crdt.laws;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.laws.SmallHistory.Step;

/**
 * One run of {@link Exhaustive}: goes through all histories of one edit, then of two, and so on;
 * those shorter than the longest also with a cut, a delete or a lost state in them. Not
 * thread-safe.
 */
final class Exploration<S extends Editable<S, E>, E, O> {
  /** By how much the stamps of one replica may grow, so that others tie, come before or after. */
  private static final int STAMPS = 2;

  private final String name;
  private final SmallEdits<S, E, O> edits;
  private final Meaning<S, O, ?> meaning;
  private final ReachedStates<S> states;
  private final SmallHistory<O> history = new SmallHistory<>();
  private final SmallCuts<S, E, O> cuts;
  private final SmallDeletes<S, E, O> deletes;
  private final SmallRestarts<S, E, O> restarts;

  private int length;
  private int longest;
  private long histories;
  private long specials;

  Exploration(
      String name,
      CrdtType<S> type,
      List<List<O>> choices,
      BiConsumer<E, O> apply,
      Supplier<Meaning<S, O, ?>> meanings,
      Epochs epochs) {
    this.name = name;
    this.meaning = meanings.get();
    this.states = new ReachedStates<>(type);
    this.edits = new SmallEdits<>(states, choices, apply);
    this.cuts = new SmallCuts<>(states, edits, meaning, history);
    this.deletes = new SmallDeletes<>(states, edits, meanings, history, epochs);
    this.restarts = new SmallRestarts<>(states, edits, meaning, history);
  }

  Explored run(int longestHistory) {
    longest = longestHistory;
    try {
      history.reach(0, states.bottom());
      for (length = 1; length <= longest; length++) {
        histories = 0;
        extend();
      }
      states.checkUnchanged();
      return new Explored(longest, histories, specials, states.size(), states.joins(), null);
    } catch (Broken e) {
      return new Explored(
          length, histories, specials, states.size(), states.joins(), counterexample(e));
    }
  }

  private void extend() {
    int all = history.all();
    for (int replica = 0; replica < SmallHistory.REPLICAS.size(); replica++) {
      int own = history.own(replica);
      for (int known = 0; known <= all; known++) {
        if ((known & own) == own && isFirstOfItsKind(replica, known)) {
          extend(replica, known);
        }
      }
    }
  }

  /** Whether not the same history was made with the last two edits swapped, as neither saw any. */
  private boolean isFirstOfItsKind(int replica, int known) {
    int last = history.last();
    return last < 0 || (known >>> last & 1) == 1 || history.step(last).replica() < replica;
  }

  private void extend(int replica, int known) {
    Set<List<Object>> made = new LinkedHashSet<>();
    long clock = history.clock(replica);
    for (List<O> ops : edits.choices()) {
      for (int later = 1; later <= STAMPS; later++) {
        extend(new Step<>(replica, clock + later, known, ops, states.bottom()), made);
      }
    }
  }

  private void extend(Step<O> step, Set<List<Object>> made) {
    history.push(step);
    SmallEdits.Made edit = edits.make(history.reached(step.known()), step);
    history.made(edit.delta());
    meaning.add(step.id(), step.stamp(), step.ops(), step.known());
    List<String> effect = meaning.effectOfLast();
    if (edit.delta() == states.bottom() && effect.isEmpty()) {
      expect(
          Law.DELTAS,
          edit.after(),
          history.reached(step.known()),
          "what an edit without a delta leaves");
    } else if (made.add(List.of(edit.delta(), effect))) {
      fillStates();
      if (history.size() < length) {
        extend();
      } else {
        check(edit.after());
      }
    }
    history.pop();
    meaning.removeLast();
  }

  /** The states of all sets with the last edit. */
  private void fillStates() {
    int last = 1 << history.last();
    int delta = history.step(history.last()).delta();
    for (int others = 0; others < last; others++) {
      history.reach(others | last, states.join(history.reached(others), delta));
    }
  }

  private void check(int after) {
    histories++;
    checkLast(after);
    if (length < longest) {
      specials += cuts.check();
      specials += deletes.check();
      specials += restarts.check();
      history.plain();
    }
  }

  private void checkLast(int after) {
    int last = 1 << history.last();
    Step<O> step = history.step(history.last());
    expect(Law.JOIN, history.reached(last), step.delta(), "bottom joined with a delta");
    expect(Law.DELTAS, after, history.reached(step.known() | last), "the edited state");
    for (int set = last; set < 2 * last; set++) {
      checkDeltas(set);
      checkMeaning(set);
      for (int other = 0; other < 2 * last; other++) {
        checkJoin(set, other);
        checkJoin(other, set);
      }
    }
  }

  /** All orders of deltas: whichever comes last gives the same state. */
  private void checkDeltas(int set) {
    for (int i = 0; i < history.size(); i++) {
      if ((set >>> i & 1) == 1) {
        int edit = i + 1;
        int joined = states.join(history.reached(set & ~(1 << i)), history.step(i).delta());
        states.same(
            Law.DELTAS,
            joined,
            history.reached(set),
            () -> "delta " + edit + " joined last, of " + SmallHistory.names(set) + ",");
      }
    }
  }

  private void checkJoin(int left, int right) {
    states.same(
        Law.JOIN,
        states.join(history.reached(left), history.reached(right)),
        history.reached(left | right),
        () ->
            "the state of edits "
                + SmallHistory.names(left)
                + " joined with that of "
                + SmallHistory.names(right));
  }

  private void checkMeaning(int set) {
    states.check(Law.SPEC, trial -> meaning.check(states.get(history.reached(set)), set, trial));
  }

  private void expect(Law law, int found, int expected, String what) {
    states.same(law, found, expected, () -> what);
  }

  private Counterexample counterexample(Broken broken) {
    return new Counterexample(
        broken.law(),
        name,
        history.size() == 1 ? "a history of 1 edit" : "a history of " + history.size() + " edits",
        broken.failure().claim(),
        broken.failure().values(),
        history.story());
  }
}
