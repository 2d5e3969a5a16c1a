package org.rejoin.demo.run;

/**
 * Conflicts seen after a heal, in products.
 *
 * @param lww with prices that lost against the last writer's
 * @param siblings with several prices kept
 * @param reconciled with several prices merged into one
 */
record Conflicts(long lww, long siblings, long reconciled) {
  static final Conflicts NONE = new Conflicts(0, 0, 0);

  Conflicts plus(Conflicts other) {
    return new Conflicts(lww + other.lww, siblings + other.siblings, reconciled + other.reconciled);
  }
}
