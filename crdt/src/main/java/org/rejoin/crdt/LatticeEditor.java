package org.rejoin.crdt;

/** An editor that dies with its edit. Not thread-safe. */
abstract class LatticeEditor {
  private boolean ended;

  final void requireAlive() {
    if (ended) {
      throw new IllegalStateException("this edit has ended; its editor cannot be used any more");
    }
  }

  final void end() {
    ended = true;
  }

  static void requireNotNegative(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("an amount cannot be negative: " + amount);
    }
  }
}
