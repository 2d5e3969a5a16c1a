package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;

/**
 * One run of {@link Exhaustive}: goes through all histories of one edit, then of two, and so on.
 * Edits are numbered from 0, sets of edits are bit masks. Not thread-safe.
 */
final class Exploration<S extends Editable<S, E>, E, O> {
  /** Ordered as unsigned numbers, with the highest bit in use. */
  private static final List<ReplicaId> REPLICAS =
      List.of(new ReplicaId(0x0a), new ReplicaId(0x0b), new ReplicaId(0x0c | Long.MIN_VALUE));

  /** By how much the stamps of one replica may grow, so that others tie, come before or after. */
  private static final int STAMPS = 2;

  /** One edit of a history: its delta, and the edits that its replica had got. */
  private record Step<O>(int replica, long stamp, int known, List<O> ops, int delta) {}

  private final String name;
  private final List<List<O>> edits;
  private final BiConsumer<E, O> apply;
  private final Meaning<S, O, ?> meaning;
  private final ReachedStates<S> states;
  private final List<Step<O>> steps = new ArrayList<>();

  /** By set of edits: the state that has got just these deltas. */
  private final int[] reached = new int[1 << Exhaustive.MAX_EDITS];

  private int length;
  private long histories;

  Exploration(
      String name,
      CrdtType<S> type,
      List<List<O>> edits,
      BiConsumer<E, O> apply,
      Meaning<S, O, ?> meaning) {
    this.name = name;
    this.edits = edits;
    this.apply = apply;
    this.meaning = meaning;
    this.states = new ReachedStates<>(type);
  }

  Explored run(int longest) {
    try {
      reached[0] = states.bottom();
      for (length = 1; length <= longest; length++) {
        histories = 0;
        extend();
      }
      states.checkUnchanged();
      return new Explored(longest, histories, states.size(), states.joins(), null);
    } catch (Broken e) {
      return new Explored(length, histories, states.size(), states.joins(), counterexample(e));
    }
  }

  private void extend() {
    int all = (1 << steps.size()) - 1;
    for (int replica = 0; replica < REPLICAS.size(); replica++) {
      int own = own(replica);
      for (int known = 0; known <= all; known++) {
        if ((known & own) == own && isFirstOfItsKind(replica, known)) {
          extend(replica, known);
        }
      }
    }
  }

  /** Whether not the same history was made with the last two edits swapped, as neither saw any. */
  private boolean isFirstOfItsKind(int replica, int known) {
    int last = steps.size() - 1;
    return last < 0 || (known >>> last & 1) == 1 || steps.get(last).replica() < replica;
  }

  private int own(int replica) {
    int own = 0;
    for (int i = 0; i < steps.size(); i++) {
      own |= steps.get(i).replica() == replica ? 1 << i : 0;
    }
    return own;
  }

  private void extend(int replica, int known) {
    Set<List<Object>> made = new LinkedHashSet<>();
    long clock = 0;
    for (Step<O> step : steps) {
      clock = step.replica() == replica ? step.stamp() : clock;
    }
    for (List<O> ops : edits) {
      for (int later = 1; later <= STAMPS; later++) {
        extend(replica, clock + later, known, ops, made);
      }
    }
  }

  private void extend(int replica, long stamp, int known, List<O> ops, Set<List<Object>> made) {
    steps.add(new Step<>(replica, stamp, known, ops, states.bottom()));
    Edited<S> edited = edited(REPLICAS.get(replica), stamp, known, ops);
    int after = states.number(edited.state());
    int delta = states.number(edited.delta());
    steps.set(steps.size() - 1, new Step<>(replica, stamp, known, ops, delta));
    meaning.add(REPLICAS.get(replica), stamp, ops, known);
    List<String> effect = meaning.effectOfLast();
    if (delta == states.bottom() && effect.isEmpty()) {
      expect(Law.DELTAS, after, reached[known], "what an edit without a delta leaves");
    } else if (made.add(List.of(delta, effect))) {
      fillStates();
      if (steps.size() < length) {
        extend();
      } else {
        histories++;
        checkLast(after);
      }
    }
    steps.remove(steps.size() - 1);
    meaning.removeLast();
  }

  private Edited<S> edited(ReplicaId id, long stamp, int known, List<O> ops) {
    S before = states.get(reached[known]);
    return states.call(
        Law.DELTAS,
        "an edit",
        List.of(before),
        () ->
            before.edit(
                new Origin(id, Hlc.ofMillis(stamp)),
                editor -> ops.forEach(op -> apply.accept(editor, op))));
  }

  /** The states of all sets with the last edit. */
  private void fillStates() {
    int last = 1 << (steps.size() - 1);
    int delta = steps.get(steps.size() - 1).delta();
    for (int others = 0; others < last; others++) {
      reached[others | last] = states.join(reached[others], delta);
    }
  }

  private void checkLast(int after) {
    int last = 1 << (steps.size() - 1);
    Step<O> step = steps.get(steps.size() - 1);
    int delta = step.delta();
    expect(Law.JOIN, reached[last], delta, "bottom joined with a delta");
    expect(Law.DELTAS, after, reached[step.known() | last], "the edited state");
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
    for (int i = 0; i < steps.size(); i++) {
      if ((set >>> i & 1) == 1) {
        int joined = states.join(reached[set & ~(1 << i)], steps.get(i).delta());
        if (joined != reached[set]) {
          expect(
              Law.DELTAS,
              joined,
              reached[set],
              "delta " + (i + 1) + " joined last, of " + names(set) + ",");
        }
      }
    }
  }

  private void checkJoin(int left, int right) {
    int joined = states.join(reached[left], reached[right]);
    if (joined != reached[left | right]) {
      expect(
          Law.JOIN,
          joined,
          reached[left | right],
          "the state of edits " + names(left) + " joined with that of " + names(right));
    }
  }

  private void checkMeaning(int set) {
    states.check(Law.SPEC, trial -> meaning.check(states.get(reached[set]), set, trial));
  }

  private void expect(Law law, int found, int expected, String what) {
    if (found != expected) {
      S one = states.get(found);
      S two = states.get(expected);
      states.check(
          law, trial -> trial.same(what + " is as expected", List.of(), () -> one, () -> two));
    }
  }

  private Counterexample counterexample(Broken broken) {
    return new Counterexample(
        broken.law(),
        name,
        steps.size() == 1 ? "a history of 1 edit" : "a history of " + steps.size() + " edits",
        broken.failure().claim(),
        broken.failure().values(),
        steps.stream().map(Exploration::text).toList());
  }

  private static <O> String text(Step<O> step) {
    char replica = (char) ('A' + step.replica());
    return replica
        + ", having got "
        + names(step.known())
        + ", at "
        + step.stamp()
        + ": "
        + step.ops();
  }

  /** Edits are numbered from 1 for people. */
  private static String names(int set) {
    if (set == 0) {
      return "nothing";
    }
    return IntStream.range(0, Integer.SIZE)
        .filter(i -> (set >>> i & 1) == 1)
        .mapToObj(i -> Integer.toString(i + 1))
        .collect(Collectors.joining(" and "));
  }
}
