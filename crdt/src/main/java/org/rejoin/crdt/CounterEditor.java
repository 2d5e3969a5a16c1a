package org.rejoin.crdt;

/** Changes the own row of a counter; overflow of a cell or of the value changes nothing. */
abstract class CounterEditor extends LatticeEditor {
  private final ReplicaId self;
  private long value;
  private long up;
  private long down;

  CounterEditor(CounterCells before, ReplicaId self) {
    if (self.equals(CounterCells.BASE)) {
      throw new IllegalArgumentException(
          "replica id " + self + " is that of all sealed ids, none may count under it");
    }
    this.self = self;
    this.value = before.total().toLong();
    this.up = before.up(self);
    this.down = before.down(self);
  }

  /** The value so far, with the changes of this edit. */
  public final long value() {
    requireAlive();
    return value;
  }

  final void raise(long amount) {
    requireAlive();
    requireNotNegative(amount);
    long next = Math.addExact(up, amount);
    value = Math.addExact(value, amount);
    up = next;
  }

  final void lower(long amount) {
    requireAlive();
    requireNotNegative(amount);
    long next = Math.addExact(down, amount);
    value = Math.subtractExact(value, amount);
    down = next;
  }

  final CounterCells close() {
    end();
    return CounterCells.row(self, up, down);
  }
}
