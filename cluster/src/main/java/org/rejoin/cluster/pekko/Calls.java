package org.rejoin.cluster.pekko;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;

/**
 * The calls that wait for one machine: bounded, and each answered exactly once, also when the
 * machine fails or the store stops. Thread-safe; results are completed on the executor, never on a
 * machine's thread.
 */
final class Calls {
  private final Executor executor;
  private final StoreCounters counters;
  private final int limit;
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Long, Call<?>> calls = new ConcurrentHashMap<>();
  private volatile Optional<String> closed = Optional.empty();

  Calls(Executor executor, StoreCounters counters, int limit) {
    this.executor = executor;
    this.counters = counters;
    this.limit = limit;
  }

  /** The results a kind of call can end in without its machine. */
  interface Answers<R> {
    /** Too many wait. */
    R busy(String detail);

    /** It never began. */
    R stopped(String detail);

    /** It began, and the machine is gone. */
    R lost(String detail);
  }

  /**
   * Registers a call and hands its number to {@code send}; answers at once if that cannot be.
   *
   * @param send gives the machine its input
   */
  <R> CompletionStage<R> submit(Answers<R> answers, LongConsumer send) {
    if (waiting.incrementAndGet() > limit) {
      waiting.decrementAndGet();
      counters.add(Counter.CALLS_REFUSED_BUSY);
      CompletableFuture<R> refused = new CompletableFuture<>();
      answer(refused, () -> answers.busy(limit + " calls wait for this group already"));
      return refused;
    }
    long id = ids.incrementAndGet();
    Call<R> call = new Call<>(answers);
    calls.put(id, call);
    Optional<String> why = closed;
    if (why.isPresent()) {
      end(id, why.get());
    } else {
      send.accept(id);
    }
    return call.result;
  }

  /** The machine takes the call up now; false if it was answered before. */
  boolean begin(long id) {
    Call<?> call = calls.get(id);
    if (call == null) {
      return false;
    }
    call.begun = true;
    return true;
  }

  /** The machine's answer. */
  void complete(long id, Object result) {
    Call<?> call = take(id);
    if (call != null) {
      onExecutor(() -> call.complete(result));
    }
  }

  /** Answers all that wait and all that come. */
  void close(String why) {
    if (closed.isEmpty()) {
      closed = Optional.of(why);
    }
    calls.keySet().forEach(id -> end(id, why));
  }

  private void end(long id, String why) {
    Call<?> call = take(id);
    if (call != null) {
      onExecutor(() -> call.end(why));
    }
  }

  private @Nullable Call<?> take(long id) {
    Call<?> call = calls.remove(id);
    if (call != null) {
      waiting.decrementAndGet();
    }
    return call;
  }

  /** A dispatcher that has shut down runs nothing, and nobody may be left waiting. */
  private void onExecutor(Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      work.run();
    }
  }

  /** Some kinds of call have no result for it, and end in an exception. */
  private static <R> void answer(CompletableFuture<R> to, Supplier<R> result) {
    try {
      to.complete(result.get());
    } catch (IllegalStateException e) {
      to.completeExceptionally(e);
    }
  }

  private static final class Call<R> {
    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final Answers<R> answers;
    private volatile boolean begun;

    Call(Answers<R> answers) {
      this.answers = answers;
    }

    /** The machine answers with what the call's input promises. */
    @SuppressWarnings("unchecked")
    void complete(Object value) {
      result.complete((R) value);
    }

    void end(String why) {
      answer(result, () -> begun ? answers.lost(why) : answers.stopped(why));
    }
  }
}
