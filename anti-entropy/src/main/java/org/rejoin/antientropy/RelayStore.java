package org.rejoin.antientropy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The deltas of a {@link DeltaRelay} that some neighbour is owed or may pull, by id; in bounds.
 * What is forgotten here is still owed by the buffers that it is in. Not thread-safe.
 */
final class RelayStore<P> {
  private final DeltaBuffer.Limits limits;
  private final TreeMap<Long, Kept<P>> byId = new TreeMap<>();
  private final Deque<Kept<P>> order = new ArrayDeque<>();
  private long bytes;

  /** One delta. */
  static final class Kept<P> {
    final long id;
    final P payload;
    final int sizeBytes;
    final long sinceNanos;
    final Holders holders = new Holders();

    /** Links on which it waits to be announced. */
    int unannounced;

    /** Until when a neighbour that was told of it may pull it. */
    long pullableNanos;

    Kept(long id, P payload, int sizeBytes, long nowNanos) {
      this.id = id;
      this.payload = payload;
      this.sizeBytes = sizeBytes;
      this.sinceNanos = nowNanos;
      this.pullableNanos = nowNanos;
    }

    private boolean isNeeded(long nowNanos) {
      return holders.isClaimed() || unannounced > 0 || pullableNanos - nowNanos > 0;
    }
  }

  RelayStore(DeltaBuffer.Limits limits) {
    this.limits = limits;
  }

  @Nullable Kept<P> get(long id) {
    return byId.get(id);
  }

  Iterable<Kept<P>> all() {
    return order;
  }

  int size() {
    return order.size();
  }

  Kept<P> add(long id, P payload, int sizeBytes, long nowNanos) {
    Kept<P> kept = new Kept<>(id, payload, sizeBytes, nowNanos);
    byId.put(id, kept);
    order.addLast(kept);
    bytes += sizeBytes;
    return kept;
  }

  /** Forgets from the oldest on what nobody needs, is too old, or is too much. */
  void forget(long nowNanos) {
    while (!order.isEmpty() && isForgettable(order.getFirst(), nowNanos)) {
      Kept<P> oldest = order.removeFirst();
      byId.remove(oldest.id, oldest);
      bytes -= oldest.sizeBytes;
    }
  }

  private boolean isForgettable(Kept<P> oldest, long nowNanos) {
    return !oldest.isNeeded(nowNanos)
        || bytes > limits.maxBytes()
        || order.size() > limits.maxEntries()
        || nowNanos - oldest.sinceNanos > limits.maxAgeNanos();
  }
}
