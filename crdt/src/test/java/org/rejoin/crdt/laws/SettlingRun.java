package org.rejoin.crdt.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

/**
 * Three replicas live on after a cut that sealed a fourth and named removed elements; beside each
 * lives a twin that has forgotten nothing. At every step the twin, settled, has the bytes of the
 * replica: settling commutes with edits, deltas, repair and joins.
 */
final class SettlingRun<S extends Editable<S, E>, E> {
  private static final int REPLICAS = 3;
  private static final ReplicaId LAST = new ReplicaId(REPLICAS + 1);

  /** A delta as the twin made it, and as the replica did or settled it. */
  private record Pending<S>(S plain, S settled) {}

  private final Subject<S, E> subject;
  private final SeededRandom random;
  private final List<S> twins = new ArrayList<>();
  private final List<S> states = new ArrayList<>();
  private final List<Pending<S>> pending = new ArrayList<>();
  private final Sha256TestSuite suite = new Sha256TestSuite("settling");
  private final Sealed sealed = Sealed.of(List.of(LAST));
  private int clock;

  SettlingRun(Subject<S, E> subject, long seed) {
    this.subject = subject;
    this.random = new SeededRandom(seed);
  }

  void run() {
    Settlement settlement = liveUntilTheCut();
    for (int i = 0; i < REPLICAS; i++) {
      states.add(twins.get(i).settle(settlement));
    }
    pending.replaceAll(
        delta -> new Pending<>(delta.plain, delta.plain.settle(settlement.ofPart())));
    for (int step = 0; step < 16; step++) {
      int i = random.below(REPLICAS);
      step(i, random.below(4));
      S state = states.get(i);
      assertThat(twins.get(i).settle(settlement)).isEqualTo(state);
      S copy = subject.type().read(state.toBytes());
      assertThat(copy).isEqualTo(state);
      assertThat(state.digest(suite)).isEqualTo(copy.digest(suite));
    }
  }

  /** Four replicas edit and meet; all meet the fourth; three go on a while by themselves. */
  private Settlement liveUntilTheCut() {
    S all = subject.type().bottom();
    List<S> four = new ArrayList<>(List.of(all, all, all, all));
    for (int step = 0; step < 12; step++) {
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
    List<Dot> named = all instanceof Tombstones state ? state.tombstones() : List.of();
    for (int i = 0; i < REPLICAS; i++) {
      S state = all;
      for (int edits = random.below(3); edits > 0; edits--) {
        Edited<S> edited = edit(state, i, random.nextLong());
        pending.add(new Pending<>(edited.delta(), edited.delta()));
        state = edited.state();
      }
      twins.add(state);
      if (state instanceof Tombstones stones) {
        assertThat(stones.hasSeen(named) && stones.mayForget(named)).isTrue();
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
      long seed = random.nextLong();
      Edited<S> plain = edit(twins.get(i), i, seed);
      clock--;
      Edited<S> settled = edit(states.get(i), i, seed);
      pending.add(new Pending<>(plain.delta(), settled.delta()));
      twins.set(i, plain.state());
      states.set(i, settled.state().settle(Settlement.afterEdit(sealed)));
    } else if (kind == 1 && !pending.isEmpty()) {
      Pending<S> delta = random.pick(pending);
      twins.set(i, twins.get(i).join(delta.plain));
      join(i, delta.settled, false);
    } else {
      int j = random.below(REPLICAS);
      twins.set(i, twins.get(i).join(twins.get(j)));
      if (kind == 2) {
        join(i, states.get(j), true);
      } else {
        join(i, states.get(j).deltaSince(states.get(i).summary(), sealed), false);
      }
    }
  }

  /** Joins, and checks that what is called new is just what was. */
  private void join(int i, S other, boolean whole) {
    S before = states.get(i);
    before.digest(suite);
    Joined<S> joined = before.join(other, sealed, whole, JoinReport.none());
    S novelty = joined.novelty();
    assertThat(before.join(novelty, sealed, false, JoinReport.none()).state())
        .isEqualTo(joined.state());
    assertThat(novelty.isBottom()).isEqualTo(joined.state().equals(before));
    states.set(i, joined.state());
  }
}
