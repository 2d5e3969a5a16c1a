package org.rejoin.simulations.check;

import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.workload.Family;

/** A key and what it holds. */
record KeyAndFamily(KeyRef key, Family<?, ?> family) {
  Spec spec() {
    return family.spec();
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
