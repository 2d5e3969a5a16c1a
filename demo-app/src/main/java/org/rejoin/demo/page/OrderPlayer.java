package org.rejoin.demo.page;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.page.PageSource.Orders;

/**
 * Plays order lines one after another at a speed that can be changed. At most {@value #MAX_WAITING}
 * wait for their answer; while they do, it pauses. Thread-safe.
 */
final class OrderPlayer implements AutoCloseable {
  static final int MAX_WAITING = 64;
  private static final int BEATS_PER_SECOND = 10;

  private final List<OrderLine> lines;
  private final Function<OrderLine, CompletionStage<?>> place;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "page-orders");
            thread.setDaemon(true);
            return thread;
          });
  private int played;
  private int waiting;
  private int linesPerSecond;
  private double due;

  OrderPlayer(List<OrderLine> lines, Function<OrderLine, CompletionStage<?>> place) {
    this.lines = lines;
    this.place = place;
    var unused =
        clock.scheduleAtFixedRate(this::beat, 0, 1000 / BEATS_PER_SECOND, TimeUnit.MILLISECONDS);
  }

  synchronized Orders progress() {
    return new Orders(lines.size(), played, linesPerSecond);
  }

  /** Sets the speed; 0 stops. */
  synchronized Outcome play(int speed) {
    if (lines.isEmpty()) {
      return Outcome.rejected("there are no order lines to play");
    }
    if (played == lines.size()) {
      return Outcome.rejected("all order lines have been played");
    }
    linesPerSecond = speed;
    due = 0;
    return Outcome.done(
        speed == 0 ? "Orders stopped" : "Orders play, " + speed + " lines a second");
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private void beat() {
    synchronized (this) {
      due = linesPerSecond == 0 ? 0 : due + linesPerSecond / (double) BEATS_PER_SECOND;
    }
    while (true) {
      OrderLine line;
      synchronized (this) {
        if (played == lines.size()) {
          linesPerSecond = 0;
        }
        if (due < 1 || linesPerSecond == 0 || waiting >= MAX_WAITING) {
          return;
        }
        due--;
        waiting++;
        line = lines.get(played++);
      }
      var unused = place.apply(line).whenComplete((result, failure) -> answered());
    }
  }

  private synchronized void answered() {
    waiting--;
  }
}
