package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.Tombstones;
import org.rejoin.crdt.laws.SmallHistory.Step;

/**
 * Every stability cut that can fall into a history. Some edits are <em>covered</em>: all replicas
 * have got them when they confirm. Of the others some came before: their replicas had answered the
 * proposal, and had seen all that it names; their deltas are settled in the buffers. The rest is
 * made by who has adopted the cut. A cut names removed elements of a state that all replicas cover,
 * unless a member must refuse, and may seal a replica of which all edits are covered.
 *
 * <p>From then on only replicas at the cut meet. Every set of edits above the covered ones has to
 * give the bytes of the same history without a cut, settled, and the value of the specification; in
 * all orders of deltas, between all pairs of states, and through what a peer lacks by its summary.
 * Not thread-safe.
 */
final class SmallCuts<S extends Editable<S, E>, E, O> {
  private record Settling(int state, Settlement settlement) {}

  private record Meeting(int left, int right, Sealed sealed, boolean whole) {}

  private final ReachedStates<S> states;
  private final SmallEdits<S, E, O> edits;
  private final Meaning<S, O, ?> meaning;
  private final SmallHistory<O> history;
  private final Map<Settling, Integer> settled = new LinkedHashMap<>();
  private final Map<Meeting, Integer> met = new LinkedHashMap<>();

  /** By set of edits, those of the cut included: the settled state. */
  private final int[] reached = new int[1 << Exhaustive.MAX_EDITS];

  private final int[] deltas = new int[Exhaustive.MAX_EDITS];
  private int covered;
  private Settlement settlement = new Settlement(List.of(), Sealed.none(), true);

  SmallCuts(
      ReachedStates<S> states,
      SmallEdits<S, E, O> edits,
      Meaning<S, O, ?> meaning,
      SmallHistory<O> history) {
    this.states = states;
    this.edits = edits;
    this.meaning = meaning;
    this.history = history;
  }

  /** Looks at all cuts of the history at hand; how many there are. */
  long check() {
    long cuts = 0;
    for (covered = 0; covered <= history.all(); covered++) {
      for (int before = covered; before <= history.all(); before = before + 1 | covered) {
        if (isPossible(before)) {
          for (Settlement forgotten : settlements(before)) {
            settlement = forgotten;
            cuts++;
            cut(before);
          }
        }
      }
    }
    return cuts;
  }

  /** Whether edits before the cut saw none after it, and all after it had adopted it. */
  private boolean isPossible(int before) {
    for (int i = 0; i < history.size(); i++) {
      int known = history.step(i).known();
      boolean fits = (before >>> i & 1) == 1 ? (known & ~before) == 0 : (covered & ~known) == 0;
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private List<Settlement> settlements(int before) {
    List<Settlement> all = new ArrayList<>();
    for (Sealed sealed : seals()) {
      for (List<Dot> named : names(before)) {
        if (!named.isEmpty() || !sealed.ids().isEmpty()) {
          all.add(new Settlement(named, sealed, true));
        }
      }
    }
    return all;
  }

  private List<Sealed> seals() {
    List<Sealed> seals = new ArrayList<>(List.of(Sealed.none()));
    for (int replica = 0; replica < SmallHistory.REPLICAS.size(); replica++) {
      int own = history.own(replica);
      if (own != 0 && (own & ~covered) == 0) {
        seals.add(Sealed.of(List.of(SmallHistory.REPLICAS.get(replica))));
      }
    }
    return seals;
  }

  /** What a proposer could name so that every member agrees; nothing at least. */
  private Set<List<Dot>> names(int before) {
    Set<List<Dot>> names = new LinkedHashSet<>(List.of(List.of()));
    for (int held = covered; held > 0; held = held - 1 & covered) {
      if (state(held) instanceof Tombstones stones) {
        List<Dot> named = stones.tombstones();
        if (!names.contains(named) && isAgreed(named, before)) {
          names.add(named);
        }
      }
    }
    return names;
  }

  private boolean isAgreed(List<Dot> named, int before) {
    for (int i = 0; i < history.size(); i++) {
      boolean answered = ((before & ~covered) >>> i & 1) == 1;
      if (answered && !stones(history.step(i).known()).hasSeen(named)) {
        return false;
      }
    }
    for (int replica = 0; replica < SmallHistory.REPLICAS.size(); replica++) {
      if (!stones(covered | (history.own(replica) & before)).mayForget(named)) {
        return false;
      }
    }
    return true;
  }

  private Crdt<S> state(int set) {
    return states.get(history.reached(set));
  }

  private Tombstones stones(int set) {
    return (Tombstones) state(set);
  }

  private void cut(int before) {
    int cover = covered;
    Settlement forgotten = settlement;
    history.special(
        () ->
            "a cut that covers "
                + SmallHistory.names(cover)
                + ", with "
                + SmallHistory.names(before)
                + " before it, names "
                + forgotten.dots()
                + " and seals "
                + forgotten.sealed());
    reached[covered] = settle(history.reached(covered), settlement);
    for (int i = 0; i < history.size(); i++) {
      boolean buffered = (before >>> i & 1) == 1;
      deltas[i] = buffered ? settle(history.step(i).delta(), settlement.ofPart()) : editAfter(i);
      if ((covered >>> i & 1) == 0) {
        fill(i);
      }
    }
    for (int set = covered; set <= history.all(); set = set + 1 | covered) {
      checkSet(set);
    }
  }

  /** The sets with edit {@code i} and, but for covered ones, earlier ones. */
  private void fill(int i) {
    int bit = 1 << i;
    for (int set = covered; set < bit + covered; set = set + 1 | covered) {
      if ((set & ~covered) < bit) {
        reached[set | bit] = join(reached[set], deltas[i], false);
      }
    }
  }

  /** Makes edit {@code i} where the cut was adopted; its delta. */
  private int editAfter(int i) {
    Step<O> step = history.step(i);
    SmallEdits.Made made = edits.make(reached[step.known()], step);
    int after = settle(made.after(), Settlement.afterEdit(settlement.sealed()));
    states.same(
        Law.SETTLING,
        after,
        join(reached[step.known()], made.delta(), false),
        () -> "edit " + (i + 1) + ", made after the cut,");
    return made.delta();
  }

  private void checkSet(int set) {
    states.same(
        Law.SETTLING,
        reached[set],
        settle(history.reached(set), settlement),
        () -> "what is left of edits " + SmallHistory.names(set) + " once settled");
    S state = states.get(reached[set]);
    if (settlement.dots().isEmpty() || isClosed(set)) {
      states.check(Law.SETTLING, trial -> meaning.check(state, set, trial));
    }
    for (int i = 0; i < history.size(); i++) {
      if ((set >>> i & 1) == 1) {
        expect(join(reached[(set & ~(1 << i)) | covered], deltas[i], false), set);
      }
    }
    for (int other = covered; other <= history.all(); other = other + 1 | covered) {
      expect(join(reached[set], reached[other], true), set | other);
    }
  }

  /**
   * Whether all causes are there. Else a removal that a cut named counts as seen by an addition
   * which saw only what replaced it, and the specification does not know of the cut.
   */
  private boolean isClosed(int set) {
    for (int i = 0; i < history.size(); i++) {
      if ((set >>> i & 1) == 1 && (history.step(i).known() & ~set) != 0) {
        return false;
      }
    }
    return true;
  }

  private void expect(int joined, int set) {
    states.same(
        Law.SETTLING,
        joined,
        reached[set],
        () -> "after the cut, the join to edits " + SmallHistory.names(set));
  }

  private int settle(int state, Settlement forgotten) {
    Settling settling = new Settling(state, forgotten);
    Integer known = settled.get(settling);
    if (known == null) {
      S before = states.get(state);
      known =
          states.number(
              states.call(
                  Law.SETTLING, "settling", List.of(before), () -> before.settle(forgotten)));
      settled.put(settling, known);
    }
    return known;
  }

  private int join(int left, int right, boolean whole) {
    Meeting meeting = new Meeting(left, right, settlement.sealed(), whole);
    Integer known = met.get(meeting);
    if (known == null) {
      known = meet(states.get(left), states.get(right), whole);
      met.put(meeting, known);
    }
    return known;
  }

  private int meet(S here, S there, boolean whole) {
    Sealed sealed = settlement.sealed();
    List<S> values = List.of(here, there);
    Joined<S> joined =
        states.call(
            Law.SETTLING,
            "a join after a cut",
            values,
            () -> here.join(there, sealed, whole, JoinReport.none()));
    states.check(
        Law.SETTLING,
        trial -> {
          trial.same(
              "joining what was new is joining all",
              values,
              joined::state,
              () -> here.join(joined.novelty(), sealed, false, JoinReport.none()).state());
          trial.holds(
              "what was new is bottom if the state is the same",
              values,
              () -> joined.novelty().isBottom() == Trial.sameBytes(here, joined.state()));
          if (whole) {
            S lacking = there.deltaSince(here.summary(), sealed);
            trial.same(
                "joining what a peer lacks is joining all",
                values,
                joined::state,
                () -> here.join(lacking, sealed, false, JoinReport.none()).state());
          }
        });
    return states.number(joined.state());
  }
}
