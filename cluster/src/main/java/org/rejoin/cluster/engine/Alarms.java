package org.rejoin.cluster.engine;

import java.util.TreeMap;

/**
 * The timers of one machine, on its monotonic clock. Equal times fire in the order in which they
 * were set.
 */
final class Alarms {
  private final TreeMap<Alarm, Runnable> pending = new TreeMap<>();
  private long created;

  /** One timer. */
  record Alarm(long nanos, long number) implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** Runs {@code action} at the first step at or after {@code nanos}, unless cancelled. */
  Alarm at(long nanos, Runnable action) {
    Alarm alarm = new Alarm(nanos, created++);
    pending.put(alarm, action);
    return alarm;
  }

  /** Does nothing if it has run already. */
  void cancel(Alarm alarm) {
    pending.remove(alarm);
  }

  /** Runs all that are due; what they set for now or earlier waits for the next step. */
  void run(long nanos) {
    long before = created;
    while (!pending.isEmpty()) {
      Alarm first = pending.firstKey();
      if (first.nanos > nanos || first.number >= before) {
        return;
      }
      Runnable action = pending.remove(first);
      if (action != null) {
        action.run();
      }
    }
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** When the first one is due; only if there is one. */
  long earliest() {
    return pending.firstKey().nanos;
  }
}
