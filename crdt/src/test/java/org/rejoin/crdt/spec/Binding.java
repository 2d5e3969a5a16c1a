package org.rejoin.crdt.spec;

import org.rejoin.crdt.laws.SeededRandom;

/** Ties a model to the type it is a model of. */
interface Binding<S, E, O, V> {
  O randomOp(SeededRandom random);

  void apply(E editor, O op);

  V observe(S state);
}
