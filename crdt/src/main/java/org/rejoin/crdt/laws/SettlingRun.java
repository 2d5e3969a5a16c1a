package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.Tombstones;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Three replicas live on after a cut that sealed a fourth and named removed elements; beside each
 * lives a twin that has forgotten nothing. At every step the twin, settled, has the bytes of the
 * replica: settling commutes with edits, deltas, repair and joins. Not thread-safe.
 */
final class SettlingRun<S extends Editable<S, E>, E> {
  private static final int REPLICAS = 3;
  private static final int STEPS_BEFORE = 12;
  private static final ReplicaId LAST = new ReplicaId(REPLICAS + 1);

  /** Beyond the purposes of the steps after the cut. */
  private static final long BEFORE = 1000;

  /** A delta as the twin made it, and as the replica did or settled it. */
  private record Pending<S>(S plain, S settled) {}

  private final Subject<S, E> subject;
  private final HashSuite suite;
  private final SeededRandom seeded;
  private final Trial<S> trial;
  private final List<S> twins = new ArrayList<>();
  private final List<S> states = new ArrayList<>();
  private final List<Pending<S>> pending = new ArrayList<>();
  private final List<Supplier<String>> story = new ArrayList<>();
  private final Sealed sealed = Sealed.of(List.of(LAST));
  private SeededRandom random;
  private List<Dot> named = List.of();
  private int clock;

  SettlingRun(Subject<S, E> subject, HashSuite suite, SeededRandom random, Trial<S> trial) {
    this.subject = subject;
    this.suite = suite;
    this.seeded = random;
    this.random = random;
    this.trial = trial;
  }

  /** Lives until the cut, then makes these steps; the number of a step decides what it is. */
  void run(List<Integer> steps) {
    random = seeded.fork(BEFORE);
    Settlement settlement = liveUntilTheCut();
    for (int i = 0; i < REPLICAS; i++) {
      states.add(twins.get(i).settle(settlement));
      check(i, settlement);
    }
    pending.replaceAll(
        delta -> new Pending<>(delta.plain, delta.plain.settle(settlement.ofPart())));
    for (int step : steps) {
      random = seeded.fork(step);
      int i = random.below(REPLICAS);
      step(i, random.below(4));
      check(i, settlement);
    }
  }

  /** What happened since the cut, a line a step. */
  List<String> story() {
    return story.stream().map(Supplier::get).toList();
  }

  private void check(int i, Settlement settlement) {
    S twin = twins.get(i);
    S state = states.get(i);
    trial.same(
        "what was never settled is the same once it is",
        List.of(twin, state),
        () -> twin.settle(settlement),
        () -> state);
    trial.holds(
        "the digest is that of the bytes",
        List.of(state),
        () -> state.digest(suite).equals(subject.type().read(state.toBytes()).digest(suite)));
  }

  /** Four replicas edit and meet; all meet the fourth; three go on a while by themselves. */
  private Settlement liveUntilTheCut() {
    S all = subject.type().bottom();
    List<S> four = new ArrayList<>(List.of(all, all, all, all));
    for (int step = 0; step < STEPS_BEFORE; step++) {
      int i = random.below(four.size());
      four.set(i, edit(four.get(i), i, random.nextLong()).state());
      if (random.chance(40)) {
        int j = random.below(four.size());
        four.set(i, four.get(i).join(four.get(j)));
      }
    }
    for (S state : four) {
      all = all.join(state);
    }
    S cut = all;
    named = all instanceof Tombstones state ? state.tombstones() : List.of();
    story.add(() -> "a cut of " + Trial.text(cut) + " names " + named + " and seals " + LAST);
    for (int i = 0; i < REPLICAS; i++) {
      S state = all;
      for (int edits = random.below(3); edits > 0; edits--) {
        Edited<S> edited = edit(state, i, random.nextLong());
        pending.add(new Pending<>(edited.delta(), edited.delta()));
        state = edited.state();
      }
      twins.add(state);
      if (state instanceof Tombstones stones) {
        trial.holds(
            "what all have seen as removed may be forgotten",
            List.of(state),
            () -> stones.hasSeen(named) && stones.mayForget(named));
      }
    }
    return new Settlement(named, sealed, true);
  }

  private Edited<S> edit(S state, int i, long seed) {
    Origin origin = new Origin(new ReplicaId(i + 1), Hlc.ofMillis(++clock));
    SeededRandom choices = new SeededRandom(seed);
    S none = subject.type().bottom();
    return state.edit(origin, editor -> subject.edit().apply(editor, none, choices));
  }

  private void step(int i, int kind) {
    if (kind == 0) {
      if (showsWhatTheReplicaDoes(twins.get(i))) {
        editBoth(i);
      }
    } else if (kind == 1 && !pending.isEmpty()) {
      Pending<S> delta = random.pick(pending);
      twins.set(i, twins.get(i).join(delta.plain));
      join(i, delta.settled, false);
    } else {
      int j = random.below(REPLICAS);
      twins.set(i, twins.get(i).join(twins.get(j)));
      if (kind == 2) {
        join(i, states.get(j), true);
      } else if (random.chance(50)) {
        join(i, states.get(j).deltaSince(states.get(i).summary(), sealed), false);
      } else {
        join(i, PartsLaws.sent(states.get(i), states.get(j), sealed), false);
      }
    }
  }

  /**
   * Not where an addition came ahead of the one by which its writer replaced a named removal: the
   * twin still has the removal, and edits that depend on what they see would not be the same.
   */
  private boolean showsWhatTheReplicaDoes(S twin) {
    return !(twin instanceof Tombstones stones) || stones.mayForget(named);
  }

  private void editBoth(int i) {
    long seed = random.nextLong();
    Edited<S> plain = edit(twins.get(i), i, seed);
    clock--;
    Edited<S> settled = edit(states.get(i), i, seed);
    story.add(() -> SmallHistory.name(i) + " edits: " + Trial.text(settled.delta()));
    pending.add(new Pending<>(plain.delta(), settled.delta()));
    twins.set(i, plain.state());
    states.set(i, settled.state().settle(Settlement.afterEdit(sealed)));
  }

  /** Joins, and checks that what is called new is just what was. */
  private void join(int i, S other, boolean whole) {
    S before = states.get(i);
    before.digest(suite);
    story.add(() -> SmallHistory.name(i) + " gets " + Trial.text(other));
    Joined<S> joined = before.join(other, sealed, whole, JoinReport.none());
    S novelty = joined.novelty();
    trial.same(
        "after a cut, joining what was new is joining all",
        List.of(before, other),
        () -> before.join(novelty, sealed, false, JoinReport.none()).state(),
        joined::state);
    trial.holds(
        "after a cut, what was new is bottom exactly if the state is the same",
        List.of(before, other),
        () -> novelty.isBottom() == joined.state().equals(before));
    states.set(i, joined.state());
  }
}
