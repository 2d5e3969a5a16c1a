package org.rejoin.crdt;

import java.util.Optional;

/** Offers values to a register of a chain; the highest stays. */
abstract class ChainEditor<V> extends LatticeEditor {
  private ChainValue<V> now;

  ChainEditor(ChainValue<V> before) {
    this.now = before;
  }

  final void take(V value) {
    requireAlive();
    now = now.join(now.of(value)).state();
  }

  /** The value that won, after the changes so far. */
  public final Optional<V> value() {
    requireAlive();
    return now.value();
  }

  final ChainValue<V> close() {
    end();
    return now;
  }
}
