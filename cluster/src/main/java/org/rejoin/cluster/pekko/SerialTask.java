package org.rejoin.cluster.pekko;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one piece of work on an executor whenever it was asked for, never twice at a time; what is
 * asked for while it runs makes it run once more. Thread-safe.
 */
final class SerialTask {
  private final Executor executor;
  private final Runnable work;
  private final AtomicInteger wanted = new AtomicInteger();

  SerialTask(Executor executor, Runnable work) {
    this.executor = executor;
    this.work = work;
  }

  void request() {
    if (wanted.getAndIncrement() == 0) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        wanted.set(0);
      }
    }
  }

  private void run() {
    int seen = wanted.get();
    while (true) {
      try {
        work.run();
      } catch (Error e) {
        wanted.set(0);
        throw e;
      }
      int left = wanted.addAndGet(-seen);
      if (left == 0) {
        return;
      }
      seen = left;
    }
  }
}
