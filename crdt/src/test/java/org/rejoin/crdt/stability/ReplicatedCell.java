package org.rejoin.crdt.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.Tombstones;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Subject;

/**
 * One key at one replica, or a part of it under way: as it is, and a twin that forgets nothing.
 *
 * @param named the dots that cuts have named
 */
record ReplicatedCell<S extends Editable<S, E>, E>(
    Subject<S, E> subject, S state, S twin, List<Dot> named) {
  static <S extends Editable<S, E>, E> ReplicatedCell<S, E> empty(Subject<S, E> subject) {
    S bottom = subject.type().bottom();
    return new ReplicatedCell<>(subject, bottom, bottom, List.of());
  }

  @SuppressWarnings("unchecked")
  private ReplicatedCell<S, E> same(ReplicatedCell<?, ?> other) {
    return (ReplicatedCell<S, E>) other;
  }

  private ReplicatedCell<S, E> with(S newState, S newTwin) {
    return new ReplicatedCell<>(subject, newState, newTwin, named);
  }

  /** After an edit, and its delta. */
  List<ReplicatedCell<S, E>> edited(Origin origin, long seed, Sealed sealed) {
    Edited<S> real = edit(state, origin, seed);
    Edited<S> plain = edit(twin, origin, seed);
    return List.of(
        with(real.state().settle(Settlement.afterEdit(sealed)), plain.state()),
        with(real.delta(), plain.delta()));
  }

  private Edited<S> edit(S from, Origin origin, long seed) {
    SeededRandom choices = new SeededRandom(seed);
    S none = subject.type().bottom();
    return from.edit(origin, editor -> subject.edit().apply(editor, none, choices));
  }

  ReplicatedCell<S, E> joined(ReplicatedCell<?, ?> other, Sealed sealed, boolean whole) {
    ReplicatedCell<S, E> there = same(other);
    return with(
        state.join(there.state, sealed, whole, JoinReport.none()).state(), twin.join(there.twin));
  }

  ReplicatedCell<S, E> settled(List<Dot> dots, Sealed sealed, boolean whole) {
    List<Dot> all = Stream.concat(named.stream(), dots.stream()).toList();
    S after = state.settle(new Settlement(dots, sealed, whole));
    return new ReplicatedCell<>(subject, after, twin, all);
  }

  List<Dot> tombstones() {
    return state instanceof Tombstones stones ? stones.tombstones() : List.of();
  }

  boolean hasSeen(List<Dot> named) {
    return named.isEmpty() || (state instanceof Tombstones stones && stones.hasSeen(named));
  }

  boolean mayForget(List<Dot> named) {
    return named.isEmpty() || (state instanceof Tombstones stones && stones.mayForget(named));
  }

  /**
   * What users see is what they would see if nothing was ever forgotten. Not compared where an
   * addition came ahead of the one by which its writer replaced a named removal: the twin still has
   * the removal, and shows the addition when what was between has come.
   */
  void expectSameValue() {
    if (!(twin instanceof Tombstones stones) || stones.mayForget(named)) {
      assertThat(valueOf(state)).isEqualTo(valueOf(twin));
    }
  }

  private static String valueOf(Object state) {
    return state instanceof org.rejoin.crdt.GCounter counter
        ? Long.toString(counter.value())
        : state.toString();
  }
}
