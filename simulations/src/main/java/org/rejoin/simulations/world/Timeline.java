package org.rejoin.simulations.world;

import java.util.PriorityQueue;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/**
 * Virtual time: what will happen, ordered by (time, seeded tie-break, number). One thread; nothing
 * waits, the clock jumps to the next event.
 */
final class Timeline {
  private final PriorityQueue<Event> events = new PriorityQueue<>(256);
  private final Draws draws;
  private long nowNanos;
  private long numbers;
  private long done;

  private record Event(long atNanos, long tie, long number, Runnable action)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      int byTie = byTime != 0 ? byTime : Long.compare(tie, other.tie);
      return byTie != 0 ? byTie : Long.compare(number, other.number);
    }
  }

  Timeline(Draws draws) {
    this.draws = draws;
  }

  long nowNanos() {
    return nowNanos;
  }

  long done() {
    return done;
  }

  /**
   * Plans something.
   *
   * @param entity whose event it is: events of different entities at one moment come in an order
   *     that depends on the seed, those of one entity in the order in which they were planned
   */
  void at(long atNanos, long entity, Runnable action) {
    long at = Math.max(atNanos, nowNanos);
    events.add(new Event(at, draws.bits(Stream.TIE_BREAK, entity, at), ++numbers, action));
  }

  /** Time of the next event; {@link Long#MAX_VALUE} if there is none. */
  long nextNanos() {
    Event next = events.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos;
  }

  /** Lets the next event happen. */
  void step() {
    Event next = events.remove();
    nowNanos = next.atNanos;
    done++;
    next.action.run();
  }

  /** Lets time pass when nothing happens until then. */
  void passTo(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
  }
}
