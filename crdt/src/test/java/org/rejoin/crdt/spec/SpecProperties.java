package org.rejoin.crdt.spec;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Reporter;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.laws.CheckSuite;
import org.rejoin.crdt.laws.Exhaustive;
import org.rejoin.crdt.laws.Explored;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.SeededRandom;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.laws.Subject;

/** Compares a type with its model over random histories; a failure names its seed. */
abstract class SpecProperties<S extends Editable<S, E>, E, O, V> {
  private static final boolean LONG = Boolean.getBoolean("rejoin.long");

  private static final int SEEDS_A_TRY = LONG ? 20 : 1;

  private final CrdtType<S> type;
  private final Spec<O, V> model;
  private final SpecBinding<S, E, O, V> binding;
  private final Laws<S, E> laws;

  SpecProperties(CrdtType<S> type, Spec<O, V> model, SpecBinding<S, E, O, V> binding) {
    this.type = type;
    this.model = model;
    this.binding = binding;
    Subject<S, E> subject =
        new Subject<>(
            type.tag(),
            type,
            (editor, seen, random) -> binding.apply(editor, binding.randomOp(random)));
    laws = Laws.of(subject, CheckSuite.ONE, CheckSuite.TWO).withSpec(model, binding);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void the_value_is_that_of_the_model(@ForAll long seed) {
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      laws.check(Law.SPEC, seed + i).ifPresent(broken -> fail(broken.toString()));
    }
  }

  /**
   * What the edits of the exhaustive check are: few, and such that they meet. An edit may also be
   * the second with the first after it. Four steps, under {@code -Drejoin.long=true}, are made of
   * the first two only: with all they take from minutes to hours.
   */
  protected List<O> fewOps() {
    return drawn(binding, 4);
  }

  /** The first few different operations that the binding draws. */
  static <O> List<O> drawn(SpecBinding<?, ?, O, ?> binding, int count) {
    SeededRandom random = new SeededRandom(1);
    Set<O> ops = new LinkedHashSet<>();
    for (int i = 0; i < 100 && ops.size() < count; i++) {
      ops.add(binding.randomOp(random));
    }
    return List.copyOf(ops);
  }

  @Example
  void every_small_history_meets_the_laws_and_the_model(Reporter reporter) {
    List<O> ops = fewOps();
    explore(ops, 3, reporter);
    if (LONG) {
      explore(ops.subList(0, 2), 4, reporter);
    }
  }

  private void explore(List<O> ops, int steps, Reporter reporter) {
    Explored explored =
        Exhaustive.of(type.tag(), type, ops, binding::apply)
            .orTogether(List.of(ops.get(1), ops.get(0)))
            .withSpec(model, binding::observe)
            .explore(steps);
    reporter.publishValue(type.tag(), explored.toString());
    explored.broken().ifPresent(broken -> fail(broken.toString()));
  }
}
