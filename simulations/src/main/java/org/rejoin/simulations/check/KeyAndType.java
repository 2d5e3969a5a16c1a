package org.rejoin.simulations.check;

import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.plan.DataType;

/** A key and what it holds. */
record KeyAndType(KeyRef key, DataType type) {
  @Override
  public String toString() {
    return key.toString();
  }
}
