package org.rejoin.cluster.pekko;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictJournal;
import org.rejoin.conflict.ConflictReader;
import org.rejoin.conflict.Resolution;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Siblings;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Asks resolvers, on a few threads of their own and for a bounded time. One that does not end in
 * time has failed on these siblings and is not asked about them again. While all threads are taken
 * by such, reads show all values after that time, or at once if many wait; who had no turn is asked
 * again by the next read. Thread-safe.
 */
final class Resolutions {
  private static final int THREADS = 4;
  private static final int MAX_WAITING = 10_000;
  private static final long IDLE_SECONDS = 10;

  private final HashSuite suite;
  private final ConflictReader reader;
  private final Duration timeout;
  private final StoreCounters counters;
  private final ThreadPoolExecutor resolvers = pool("rejoin-resolver", THREADS);
  private final ThreadPoolExecutor fallbacks = pool("rejoin-resolver-fallback", 1);

  Resolutions(HashSuite suite, ConflictJournal journal, Duration timeout, StoreCounters counters) {
    this.suite = suite;
    this.reader = new ConflictReader(suite, journal);
    this.timeout = timeout;
    this.counters = counters;
  }

  private static ThreadPoolExecutor pool(String name, int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Stands in for a resolver that gave no answer. */
  private record Unanswered<V>(String name, int version, String why) implements Resolver<V> {
    @Override
    public Resolution<V> resolve(Siblings<V> siblings) {
      throw new IllegalStateException(why);
    }
  }

  /**
   * What readers see of a register.
   *
   * @param epoch the key's delete epoch, to which tokens are bound
   * @return completes exceptionally only where a value cannot be decoded
   */
  <V> CompletionStage<Resolved<V>> resolve(
      KeyRef key, long epoch, SiblingRegister<V> register, Resolver<V> resolver, Hlc limit) {
    Attempt<V> attempt = new Attempt<>();
    Bytes name = name(key);
    Future<?> running;
    try {
      running =
          resolvers.submit(
              () -> attempt.make(() -> reader.read(name, epoch, register, resolver, limit)));
    } catch (RejectedExecutionException e) {
      return attempt
          .view
          .completeAsync(() -> unasked(register, epoch, resolver, limit), onOwnThread())
          .thenApply(this::counted);
    }
    return attempt
        .view
        .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
        .handleAsync(
            (view, failure) -> {
              if (failure == null) {
                return counted(view);
              }
              if (!(failure instanceof TimeoutException)) {
                throw new CompletionException(failure);
              }
              running.cancel(true);
              if (!attempt.begun) {
                return counted(unasked(register, epoch, resolver, limit));
              }
              Resolver<V> late = unanswered(resolver, "no answer within " + timeout);
              return counted(reader.read(name, epoch, register, late, limit));
            },
            onOwnThread());
  }

  /** The resolver had no turn: it has not failed, and the next read asks it. */
  private static <V> Resolved<V> unasked(
      SiblingRegister<V> register, long epoch, Resolver<V> resolver, Hlc limit) {
    return register.resolve(unanswered(resolver, "too many wait"), limit).inEpoch(epoch);
  }

  /** One question to a resolver, from when it is asked for. */
  private static final class Attempt<V> {
    private final CompletableFuture<Resolved<V>> view = new CompletableFuture<>();

    /** Whether it left the queue. */
    private volatile boolean begun;

    void make(Supplier<Resolved<V>> work) {
      begun = true;
      try {
        view.complete(work.get());
      } catch (RuntimeException | Error e) {
        view.completeExceptionally(e);
      }
    }
  }

  /** The fallback must not wait for those who wait for it. */
  private Executor onOwnThread() {
    return work -> {
      try {
        fallbacks.execute(work);
      } catch (RejectedExecutionException e) {
        work.run();
      }
    };
  }

  private <V> Resolved<V> counted(Resolved<V> view) {
    if (view.isFailed()) {
      counters.add(Counter.RESOLVERS_FAILED);
    }
    return view;
  }

  private static <V> Resolver<V> unanswered(Resolver<V> resolver, String why) {
    return new Unanswered<>(resolver.name(), resolver.version(), why);
  }

  /** The journal's entry of a view. */
  Optional<ConflictEntry> entry(KeyRef key, Resolved<?> view) {
    return ConflictEntry.of(suite, name(key), view);
  }

  private static Bytes name(KeyRef key) {
    return Bytes.wrap(CanonicalOut.utf8(key.toString()));
  }
}
