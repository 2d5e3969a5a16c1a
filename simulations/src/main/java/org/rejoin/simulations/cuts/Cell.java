package org.rejoin.simulations.cuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.Epoched;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.Tombstones;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.stability.Cut;
import org.rejoin.crdt.stability.StableDots;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.spec.InEffect;
import org.rejoin.simulations.workload.Family;

/**
 * One key at one replica, or a part of it under way: its state, and beside it what nobody but the
 * judge knows. Immutable.
 *
 * @param name the key as cuts name it
 * @param life how often the key was deleted, ever: not counted from a cut
 * @param seen the edits of this life that have arrived, by number
 */
record Cell<S extends Editable<S, E>, E>(
    Bytes name, Family<S, E> family, Epoched<S> state, long life, Map<Integer, Made> seen) {
  static <S extends Editable<S, E>, E> Cell<S, E> empty(Bytes name, Family<S, E> family) {
    S bottom = family.keyspace().type().bottom();
    return new Cell<>(name, family, new Epoched<>(0, bottom), 0, new TreeMap<>());
  }

  /** A replica's key after an edit, and the delta. */
  record Change(Cell<?, ?> cell, Cell<?, ?> delta) {}

  private Cell<S, E> with(Epoched<S> newState, Map<Integer, Made> newSeen) {
    return new Cell<>(name, family, newState, life, newSeen);
  }

  /** After an edit; an edit that is refused is {@link RuntimeException}. */
  Change edited(int number, Origin origin, OpBody op, Sealed sealed) {
    Edited<S> edited = state.state().edit(origin, editor -> family.edit().accept(op, editor));
    List<Event> before = seen.values().stream().map(Made::event).toList();
    List<Integer> replaced = family.spec().replaces(op, before).stream().map(Event::index).toList();
    Optional<Origin> stamp = family.stamp(edited.delta(), op);
    Event event = new Event(number, origin.replica(), op, stamp, replaced);
    List<Made> included =
        family.spec().includes(event, before).stream().map(old -> seen.get(old.index())).toList();
    Made made = new Made(event, included, seen.keySet());
    S settled = edited.state().settle(Settlement.afterEdit(sealed));
    return new Change(
        with(new Epoched<>(state.epoch(), settled), plus(seen, List.of(made))),
        with(new Epoched<>(state.epoch(), edited.delta()), plus(Map.of(), List.of(made))));
  }

  /** After a delete, which is its own delta. */
  Cell<S, E> deleted() {
    S bottom = family.keyspace().type().bottom();
    return new Cell<>(
        name, family, new Epoched<>(state.epoch() + 1, bottom), life + 1, new TreeMap<>());
  }

  private static Map<Integer, Made> plus(Map<Integer, Made> seen, Iterable<Made> more) {
    Map<Integer, Made> all = new TreeMap<>(seen);
    for (Made made : more) {
      all.put(made.event().index(), made);
      made.included().forEach(old -> all.put(old.event().index(), old));
    }
    return all;
  }

  /** The join with another replica's key, whole, or a delta of it. */
  @SuppressWarnings("unchecked")
  Cell<S, E> joined(Cell<?, ?> other, Sealed sealed, boolean whole) {
    Cell<S, E> there = (Cell<S, E>) other;
    Cell<S, E> here = there.state.epoch() > state.epoch() ? emptied(there) : this;
    if (there.state.epoch() < here.state.epoch()) {
      return here;
    }
    S joined =
        here.state.state().join(there.state.state(), sealed, whole, JoinReport.none()).state();
    Map<Integer, Made> all =
        there.life == here.life ? plus(here.seen, there.seen.values()) : judged(here, there);
    long higher = Math.max(here.life, there.life);
    return new Cell<>(name, family, new Epoched<>(here.state.epoch(), joined), higher, all);
  }

  /** Of two lives that the states hold for one, the later is what users should see. */
  private static <S extends Editable<S, E>, E> Map<Integer, Made> judged(
      Cell<S, E> here, Cell<S, E> there) {
    return here.life > there.life ? here.seen : there.seen;
  }

  private Cell<S, E> emptied(Cell<S, E> there) {
    S bottom = family.keyspace().type().bottom();
    Epoched<S> state = new Epoched<>(there.state.epoch(), bottom);
    return there.life > life
        ? new Cell<>(name, family, state, there.life, new TreeMap<>())
        : with(state, seen);
  }

  /**
   * At a cut.
   *
   * @param sealed all ids sealed so far, with those of this cut: of those sealed before, dots are
   *     forgotten now that lived until now
   */
  Cell<S, E> settled(Cut cut, Sealed sealed, boolean whole) {
    List<Dot> dots = namedHere(cut);
    S settled = state.state().settle(new Settlement(dots, sealed, whole));
    long stable = cut.epochs().getOrDefault(name, 0L);
    return with(new Epoched<>(state.epoch(), settled).settle(stable), seen);
  }

  private List<Dot> namedHere(Cut cut) {
    StableDots named = cut.dots().get(name);
    return named == null || named.epoch() != state.epoch() ? List.of() : named.dots();
  }

  List<Dot> tombstones() {
    return state.state() instanceof Tombstones stones ? stones.tombstones() : List.of();
  }

  /** Whether all is here that the cut names of this key. */
  boolean holds(Cut cut) {
    StableDots named = cut.dots().get(name);
    boolean isLate = named != null && named.epoch() > state.epoch();
    List<Dot> dots = namedHere(cut);
    boolean hasSeen =
        dots.isEmpty() || (state.state() instanceof Tombstones stones && stones.hasSeen(dots));
    return cut.epochs().getOrDefault(name, 0L) <= state.epoch() && !isLate && hasSeen;
  }

  /** Whether the dots that the cut names may go, as seen here. */
  boolean mayForget(Cut cut) {
    List<Dot> dots = namedHere(cut);
    return dots.isEmpty() || (state.state() instanceof Tombstones stones && stones.mayForget(dots));
  }

  boolean isClosed() {
    return seen.values().stream().allMatch(made -> seen.keySet().containsAll(made.saw()));
  }

  /**
   * The edits that are seen. What cuts have settled counts as replaced by each edit of its element
   * that saw it, not only by those that did so first: a removal that is forgotten is not waited
   * for. Edits that were settled themselves say no more than they did.
   */
  List<Event> events(Set<Integer> settled) {
    List<Made> forgotten = settled.stream().map(seen::get).filter(Objects::nonNull).toList();
    List<Event> events = new ArrayList<>();
    for (Made made : seen.values()) {
      boolean saysMore = !forgotten.isEmpty() && !settled.contains(made.event().index());
      events.add(saysMore ? made.replacing(forgotten) : made.event());
    }
    return events;
  }

  /** The edits in effect of removed elements: those whose dots are {@link #tombstones}. */
  Set<Integer> removals(Set<Integer> settled) {
    List<Event> inEffect = InEffect.of(events(settled));
    Set<String> elements = new TreeSet<>();
    inEffect.stream()
        .filter(event -> event.body().verb() == Verb.REMOVE)
        .forEach(event -> elements.add(event.body().element()));
    Set<Integer> removals = new TreeSet<>();
    inEffect.stream()
        .filter(event -> elements.contains(event.body().element()))
        .forEach(event -> removals.add(event.index()));
    return removals;
  }

  Object shown() {
    return family.show(state.state());
  }

  Object expected(Set<Integer> settled) {
    return family.spec().expected(events(settled));
  }

  /** Users see what they would if nothing was ever forgotten; what cannot be judged is so, too. */
  boolean isRight(Set<Integer> settled) {
    return (family.spec().needsCauses() && !isClosed()) || shown().equals(expected(settled));
  }

  @Override
  public String toString() {
    return family.keyspace().name() + " = " + shown();
  }
}
