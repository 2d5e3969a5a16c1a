package org.rejoin.crdt.spec;

import static org.junit.jupiter.api.Assertions.fail;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.laws.Law;
import org.rejoin.crdt.laws.Laws;
import org.rejoin.crdt.laws.Sha256TestSuite;
import org.rejoin.crdt.laws.Spec;
import org.rejoin.crdt.laws.SpecBinding;
import org.rejoin.crdt.laws.Subject;

/** Compares a type with its model over random histories; a failure names its seed. */
abstract class SpecProperties<S extends Editable<S, E>, E, O, V> {
  private static final int SEEDS_A_TRY = Boolean.getBoolean("rejoin.long") ? 20 : 1;

  private final Laws<S, E> laws;

  SpecProperties(CrdtType<S> type, Spec<O, V> model, SpecBinding<S, E, O, V> binding) {
    Subject<S, E> subject =
        new Subject<>(
            type.tag(),
            type,
            (editor, seen, random) -> binding.apply(editor, binding.randomOp(random)));
    laws = Laws.of(subject, Sha256TestSuite.ONE, Sha256TestSuite.TWO).withSpec(model, binding);
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void the_value_is_that_of_the_model(@ForAll long seed) {
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      laws.check(Law.SPEC, seed + i).ifPresent(broken -> fail(broken.toString()));
    }
  }
}
