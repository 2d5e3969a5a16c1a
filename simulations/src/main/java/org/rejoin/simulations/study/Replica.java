package org.rejoin.simulations.study;

/** One node under one algorithm. Time comes as ticks, one an interval of synchronization. */
interface Replica {
  /** What it holds. */
  Entries state();

  /** What it holds with keys from {@code from} to below {@code to}. */
  default Entries state(int from, int to) {
    return state().part(from, to);
  }

  /** Whether it holds all that was made. */
  default boolean holds(Entries all) {
    return state().equals(all);
  }

  /** An event of its own has made {@code delta}. */
  void update(Entries delta);

  /** An interval is over. */
  void tick(Outbox out);

  /** A neighbour's message has come. */
  void receive(int from, Message message, Outbox out);
}
