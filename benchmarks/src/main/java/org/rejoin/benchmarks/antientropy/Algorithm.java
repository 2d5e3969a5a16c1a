package org.rejoin.benchmarks.antientropy;

import org.rejoin.cluster.engine.Buggify;

/** A way to find what differs. */
enum Algorithm {
  /** As it is. */
  REJOIN("rejoin"),
  /** Without symbols: down the summing trees. */
  REJOIN_MERKLE("rejoin-merkle");

  private final String id;

  Algorithm(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** What the engine is built with. */
  Buggify buggify() {
    return this == REJOIN ? Buggify.OFF : (machine, point) -> point == Buggify.Point.NO_SYMBOLS;
  }
}
