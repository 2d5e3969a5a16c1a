package org.rejoin.cluster.pekko;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observers of one kind of event, each with a bounded queue and its own pace: what finds the queue
 * full is dropped and counted. Costs one read when nobody watches. Thread-safe.
 */
final class Observers<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Observers.class);

  private final List<Observer> all = new CopyOnWriteArrayList<>();
  private final Executor executor;
  private final int queueSize;
  private final StoreCounters counters;

  Observers(Executor executor, int queueSize, StoreCounters counters) {
    this.executor = executor;
    this.queueSize = queueSize;
    this.counters = counters;
  }

  boolean isWatched() {
    return !all.isEmpty();
  }

  Registration add(Consumer<T> listener) {
    Observer observer = new Observer(listener);
    all.add(observer);
    return observer;
  }

  void publish(T event) {
    for (Observer observer : all) {
      observer.offer(event);
    }
  }

  private final class Observer implements Registration {
    private final Consumer<T> listener;
    private final Queue<T> queue = new ArrayBlockingQueue<>(queueSize);
    private final SerialTask task = new SerialTask(executor, this::drain);
    private volatile boolean closed;

    Observer(Consumer<T> listener) {
      this.listener = listener;
    }

    void offer(T event) {
      if (queue.offer(event)) {
        task.request();
      } else {
        counters.add(Counter.EVENTS_DROPPED);
      }
    }

    private void drain() {
      for (T event = queue.poll(); event != null && !closed; event = queue.poll()) {
        try {
          listener.accept(event);
        } catch (RuntimeException e) {
          counters.add(Counter.CALLBACKS_FAILED);
          LOG.warn("An observer threw; it goes on with the next event.", e);
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      all.remove(this);
    }
  }
}
