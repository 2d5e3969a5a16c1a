package org.rejoin.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;

/**
 * Checks a data type over <em>all</em> small histories: three replicas, a few edits from a short
 * list, and every delivery between them. Nothing is drawn: no counterexample means that there is
 * none of that size. Immutable, thread-safe if the type is.
 *
 * <p>A history says for each edit who made it, with which stamp, and which of the earlier edits
 * this replica had got; all choices are tried. Deltas that are lost, repeated, reordered, grouped
 * or mixed with states can only lead to the join of some set of deltas, so every set is looked at
 * in every history: all ways to a set have to give the same bytes, and the value has to be that of
 * the specification. Edits that no replica could tell apart are made once. A restart under a new id
 * is one replica more, so that histories of three edits hold all restarts; a restart that keeps the
 * state under a new id is one that has got everything.
 *
 * <p>A step can also be a stability cut, which may seal a replica; a delete; or the loss of a state
 * under an id that is used on. At most one of these is in a history, in the place of an edit, at
 * every point: histories of three edits come with those of two edits and one of these.
 *
 * <p>Checked are JOIN, DELTAS and SPEC for each history, SETTLING, DELETION and IDENTITY for each
 * with such a step, NOVELTY and SUMMARY for each pair of states that meet, CODEC, DECOMPOSITION and
 * DIGEST for each state. Shorter histories come first, so that a counterexample is a shortest one.
 *
 * <pre>{@code
 * Exhaustive.of("ORSet", type, List.of("a", "b"), ORSet.Editor::add).check(3);
 * }</pre>
 *
 * @param <S> the data type
 * @param <E> its editor
 * @param <O> what edits are made of
 */
public final class Exhaustive<S extends Editable<S, E>, E, O> {
  /** The longest histories that can be asked for. */
  public static final int MAX_EDITS = 5;

  private final String name;
  private final CrdtType<S> type;
  private final List<List<O>> edits;
  private final BiConsumer<E, O> apply;
  private final Supplier<Meaning<S, O, ?>> meaning;
  private final Epochs epochs;

  private Exhaustive(
      String name,
      CrdtType<S> type,
      List<List<O>> edits,
      BiConsumer<E, O> apply,
      Supplier<Meaning<S, O, ?>> meaning,
      Epochs epochs) {
    this.name = name;
    this.type = type;
    this.edits = List.copyOf(edits);
    this.apply = apply;
    this.meaning = meaning;
    this.epochs = epochs;
  }

  /**
   * Histories in which each edit is one of {@code ops}.
   *
   * @param name how reports call the type
   * @param apply makes an edit; must not throw
   */
  public static <S extends Editable<S, E>, E, O> Exhaustive<S, E, O> of(
      String name, CrdtType<S> type, List<O> ops, BiConsumer<E, O> apply) {
    return new Exhaustive<>(
        name,
        type,
        ops.stream().map(List::of).toList(),
        apply,
        () -> new Meaning<>(new AnyValue<>(), state -> true),
        Epochs.REAL);
  }

  /** Has one choice more for an edit: all these, one after the other, in one edit. */
  public Exhaustive<S, E, O> orTogether(List<O> ops) {
    List<List<O>> more = new ArrayList<>(edits);
    more.add(List.copyOf(ops));
    return new Exhaustive<>(name, type, more, apply, meaning, epochs);
  }

  /** Holds the value of every state against {@code spec}. */
  public <V> Exhaustive<S, E, O> withSpec(Spec<O, V> spec, Function<S, V> observe) {
    return new Exhaustive<>(name, type, edits, apply, () -> new Meaning<>(spec, observe), epochs);
  }

  /** Deletes keys in another way. */
  Exhaustive<S, E, O> deletingBy(Epochs other) {
    return new Exhaustive<>(name, type, edits, apply, meaning, other);
  }

  /** The first law that a history of at most {@code length} steps breaks. */
  public Optional<Counterexample> check(int length) {
    return explore(length).broken();
  }

  /**
   * Goes through all histories of at most {@code length} steps.
   *
   * @param length 1 to {@value #MAX_EDITS}; each more costs about fifty times as much
   */
  public Explored explore(int length) {
    if (length < 1 || length > MAX_EDITS) {
      throw new IllegalArgumentException(
          "histories have 1 to " + MAX_EDITS + " edits, not " + length);
    }
    return new Exploration<>(name, type, edits, apply, meaning, epochs).run(length);
  }

  /** A specification that says nothing. */
  private static final class AnyValue<O> implements Spec<O, Boolean> {
    @Override
    public boolean writes(O op) {
      return false;
    }

    @Override
    public boolean replaces(O op, O write) {
      return false;
    }

    @Override
    public Boolean value(List<SpecEvent<O>> unreplaced) {
      return true;
    }
  }
}
