package org.rejoin.simulations.world;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits for one process: it works on one input after the other, each for some time, and not at
 * all while it is stopped. What may be dropped is bounded; timers and what its own machines tell
 * each other is not dropped.
 */
final class Inbox {
  private static final long SLOWED_NANOS = 20_000;

  private final Timeline timeline;
  private final long entity;
  private final long serviceNanos;
  private final int max;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private double slowness = 1;
  private long busyUntil;
  private int droppable;
  private boolean isPaused;
  private boolean isArmed;

  private record Waiting(Runnable work, boolean isDroppable) {}

  Inbox(Timeline timeline, long entity, long serviceNanos, int max) {
    this.timeline = timeline;
    this.entity = entity;
    this.serviceNanos = serviceNanos;
    this.max = max;
  }

  /** Whether the process takes an input at once; then {@link #worked} follows. */
  boolean isOpen() {
    return !isPaused && queue.isEmpty() && timeline.nowNanos() >= busyUntil;
  }

  /** An input was worked on. */
  void worked() {
    busyUntil = Math.max(busyUntil, timeline.nowNanos() + serviceNanos());
  }

  private long serviceNanos() {
    return slowness == 1
        ? serviceNanos
        : Math.round(Math.max(serviceNanos, SLOWED_NANOS) * slowness);
  }

  /** Lets it wait; false if it was dropped as too much waits. */
  boolean add(boolean isDroppable, Runnable work) {
    if (isDroppable) {
      if (droppable >= max) {
        return false;
      }
      droppable++;
    }
    queue.addLast(new Waiting(work, isDroppable));
    arm();
    return true;
  }

  private void arm() {
    if (!isArmed && !isPaused && !queue.isEmpty()) {
      isArmed = true;
      timeline.at(Math.max(timeline.nowNanos(), busyUntil), entity, this::serve);
    }
  }

  private void serve() {
    isArmed = false;
    if (!isPaused && !queue.isEmpty()) {
      if (timeline.nowNanos() >= busyUntil) {
        next();
      }
      arm();
    }
  }

  private void next() {
    Waiting waiting = queue.removeFirst();
    droppable -= waiting.isDroppable ? 1 : 0;
    waiting.work.run();
    worked();
  }

  boolean isPaused() {
    return isPaused;
  }

  void pause() {
    isPaused = true;
  }

  /** Goes on; without service times with all that waits, at once. */
  void resume() {
    isPaused = false;
    while (!queue.isEmpty() && !isPaused && timeline.nowNanos() >= busyUntil) {
      next();
    }
    arm();
  }

  /** From now on each input takes that much longer. */
  void slow(double factor) {
    slowness = factor;
  }

  /** Nothing is worked on before that. */
  void blockUntil(long nanos) {
    busyUntil = Math.max(busyUntil, nanos);
  }

  void clear() {
    queue.clear();
    droppable = 0;
  }
}
