package org.rejoin.cluster.pekko;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.crdt.Crdt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription: calls its listener one change after another on the executor. Changes of a key
 * that wait for a slow listener are one change, so at most one waits for each key. Thread-safe.
 */
final class Delivery<S extends Crdt<S>> implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final Consumer<Change<S>> listener;
  private final Runnable onCancel;
  private final StoreCounters counters;
  private final SerialTask task;

  /** By key id, in the order in which they will be delivered; guarded by itself. */
  private final Map<String, Change<S>> waiting = new LinkedHashMap<>();

  private boolean cancelled;

  Delivery(
      Consumer<Change<S>> listener, Runnable onCancel, Executor executor, StoreCounters counters) {
    this.listener = listener;
    this.onCancel = onCancel;
    this.counters = counters;
    this.task = new SerialTask(executor, this::drain);
  }

  /** The engine notifies a subscription of changes of its own type only. */
  @SuppressWarnings("unchecked")
  void offer(Change<?> change) {
    synchronized (waiting) {
      if (cancelled) {
        return;
      }
      waiting.merge(change.id(), (Change<S>) change, Change::then);
    }
    task.request();
  }

  private Optional<Change<S>> next() {
    synchronized (waiting) {
      var entries = waiting.values().iterator();
      if (cancelled || !entries.hasNext()) {
        return Optional.empty();
      }
      Change<S> change = entries.next();
      entries.remove();
      return Optional.of(change);
    }
  }

  private void drain() {
    for (Optional<Change<S>> next = next(); next.isPresent(); next = next()) {
      try {
        listener.accept(next.get());
      } catch (RuntimeException e) {
        counters.add(Counter.CALLBACKS_FAILED);
        LOG.warn(
            "A listener of {}/{} threw; it goes on with the next change.",
            next.get().keyspace(),
            next.get().id(),
            e);
      }
    }
  }

  @Override
  public CompletionStage<Subscription> cancel() {
    boolean first;
    synchronized (waiting) {
      first = !cancelled;
      cancelled = true;
      waiting.clear();
    }
    if (first) {
      onCancel.run();
    }
    return CompletableFuture.completedStage(this);
  }
}
