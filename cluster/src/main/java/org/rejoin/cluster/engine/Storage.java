package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.store.Barrier;
import org.rejoin.cluster.store.Batch;
import org.rejoin.cluster.store.StateRecord;
import org.rejoin.cluster.store.StateStore;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.cluster.store.Stored;

/**
 * What of one group's durable keys is on disk, and who waits for it: section 10 of {@code
 * docs/protocol.md}. One batch is under way at a time; what changes meanwhile is collected, key by
 * key, for the next. Keys leave in the order in which they first changed, so each change has a
 * number, and all up to the lowest number that is not on disk are.
 */
final class Storage {
  private static final Duration FULL_RETRY = Duration.ofSeconds(1);
  private static final int MAX_BATCH_RECORDS = 4096;

  private final Turn turn;
  private final int group;
  private final KeyTable table;
  private final HybridClock clock;

  /** Keys that changed, each with the number of its first change that no batch has. */
  private Map<KeyRef, Long> dirty = new LinkedHashMap<>();

  private Map<KeyRef, Long> underWay = new LinkedHashMap<>();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private Standing standing = Standing.GOOD;
  private boolean isRetryDue;
  private long changes;
  private long ticket;

  private enum Standing {
    GOOD,
    /** Tries again now and then. */
    FULL,
    /** Until the end of this incarnation. */
    BROKEN
  }

  private record Waiter(long change, Runnable synced, Runnable broken) {}

  Storage(Turn turn, int group, KeyTable table, HybridClock clock) {
    this.turn = turn;
    this.group = group;
    this.table = table;
    this.clock = clock;
  }

  /** A durable key has changed in the table. */
  void changed(KeyRef key) {
    dirty.putIfAbsent(key, ++changes);
  }

  /** Whether something of the key is not on disk yet. */
  boolean isUnsynced(KeyRef key) {
    return dirty.containsKey(key) || underWay.containsKey(key);
  }

  /** Why no durable key may be edited now. */
  Optional<RejectedCode> refusal() {
    return switch (standing) {
      case GOOD -> Optional.empty();
      case FULL -> Optional.of(RejectedCode.STORE_FULL);
      case BROKEN -> Optional.of(RejectedCode.STORE_BROKEN);
    };
  }

  /** Whether no more may wait, but for those that have a bound of their own. */
  boolean isCrowded() {
    return waiters.size() >= turn.config().limits().operations();
  }

  /** Runs one of the two once all that has changed so far is on disk, or never will be. */
  void await(Runnable synced, Runnable broken) {
    if (standing == Standing.BROKEN) {
      broken.run();
    } else {
      waiters.addLast(new Waiter(changes, synced, broken));
    }
  }

  /**
   * Runs it once all that has changed so far is on disk; never if that is not to be, or if too many
   * wait.
   */
  void onceSynced(Runnable synced) {
    if (dirty.isEmpty() && underWay.isEmpty()) {
      synced.run();
    } else if (!isCrowded()) {
      await(synced, () -> {});
    }
  }

  /** At the end of a step: sends the next batch off, if one may go and there is one. */
  void flush() {
    boolean mayTry = standing == Standing.GOOD || (standing == Standing.FULL && isRetryDue);
    if (!mayTry || !underWay.isEmpty() || dirty.isEmpty()) {
      return;
    }
    turn.persist(new Effect.Persist(Batch.of(group, nextRecords()), Barrier.SYNCED, ++ticket));
  }

  private List<Stored> nextRecords() {
    List<Stored> records = new ArrayList<>();
    long bytes = 0;
    var next = dirty.entrySet().iterator();
    while (next.hasNext()) {
      Map.Entry<KeyRef, Long> entry = next.next();
      Stored stored = stored(entry.getKey());
      bytes += stored.bytes().length;
      boolean isFull = bytes > StateStore.MAX_BATCH_BYTES || records.size() == MAX_BATCH_RECORDS;
      if (isFull && !records.isEmpty()) {
        break;
      }
      records.add(stored);
      underWay.put(entry.getKey(), entry.getValue());
      next.remove();
    }
    return records;
  }

  private Stored stored(KeyRef key) {
    KeyTable.Held held = table.get(key).orElseThrow(() -> new IllegalStateException("no " + key));
    KeyState<?> state = held.state();
    StateRecord record =
        new StateRecord(held.tag(), state.epoch(), clock.now(), state.value().toBytes());
    return new Stored(key.item(), record.encode(key.item()));
  }

  /** The barrier of a batch has passed. */
  void done(long doneTicket) {
    if (doneTicket != ticket || underWay.isEmpty()) {
      return;
    }
    underWay = new LinkedHashMap<>();
    standing = Standing.GOOD;
    release();
  }

  /** A batch was not committed. */
  void failed(Input.StorageFailed failed) {
    if (failed.ticket() != ticket || underWay.isEmpty()) {
      return;
    }
    turn.trace(new TraceEvent.StorageFailed(group, failed.failure()));
    underWay.putAll(withoutThose(underWay));
    dirty = underWay;
    underWay = new LinkedHashMap<>();
    if (failed.failure() == StoreFailure.FULL) {
      standing = Standing.FULL;
      isRetryDue = false;
      turn.after(FULL_RETRY, () -> isRetryDue = true);
    } else {
      standing = Standing.BROKEN;
      List<Waiter> all = List.copyOf(waiters);
      waiters.clear();
      all.forEach(waiter -> waiter.broken.run());
    }
  }

  private Map<KeyRef, Long> withoutThose(Map<KeyRef, Long> earlier) {
    Map<KeyRef, Long> rest = new LinkedHashMap<>(dirty);
    rest.keySet().removeAll(earlier.keySet());
    return rest;
  }

  private void release() {
    long lowest = dirty.isEmpty() ? Long.MAX_VALUE : dirty.values().iterator().next();
    while (!waiters.isEmpty() && waiters.getFirst().change < lowest) {
      waiters.removeFirst().synced.run();
    }
  }
}
