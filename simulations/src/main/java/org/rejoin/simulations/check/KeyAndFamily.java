package org.rejoin.simulations.check;

import org.rejoin.cluster.ResolverSchema;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.workload.Family;

/** A key and what it holds. */
record KeyAndFamily(KeyRef key, Family<?, ?> family) {
  Spec spec() {
    return family.spec();
  }

  /** Whether the store puts what a resolver says in place of siblings. */
  boolean isWrittenBack() {
    return family.keyspace().resolver().filter(ResolverSchema::isWriteBack).isPresent();
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
