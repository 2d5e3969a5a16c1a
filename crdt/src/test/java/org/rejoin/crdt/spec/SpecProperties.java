package org.rejoin.crdt.spec;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Editable;

/** Compares a type with its model over random histories; a failure names its seed. */
abstract class SpecProperties<S extends Editable<S, E>, E, O, V> {
  private static final int SEEDS_A_TRY = Boolean.getBoolean("rejoin.long") ? 20 : 1;

  private final CrdtType<S> type;
  private final Model<O, V> model;
  private final Binding<S, E, O, V> binding;

  SpecProperties(CrdtType<S> type, Model<O, V> model, Binding<S, E, O, V> binding) {
    this.type = type;
    this.model = model;
    this.binding = binding;
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void the_value_is_that_of_the_model(@ForAll long seed) {
    for (int i = 0; i < SEEDS_A_TRY; i++) {
      new SpecRun<>(type, model, binding, seed + i).run();
    }
  }
}
