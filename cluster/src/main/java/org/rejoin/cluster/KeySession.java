package org.rejoin.cluster;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rejoin.crdt.Editable;

/**
 * One client's dealings with one key, on whichever nodes: it reads its own writes, and no read
 * shows less than one before (monotonic reads). Its writes are made to states that have all it has
 * seen. A node that lacks some of that fetches it, or the call ends in {@code Unavailable}; it
 * never shows an older state. {@link #token} takes the session to another node.
 *
 * <p>Not promised: that other readers see the session's writes in its order across keys.
 *
 * <p>Calls may come from any thread; they are made one after another, in the order in which they
 * came. Cost: that of the key's call, and after a write a local read, which tells what was seen.
 *
 * <p>Paper: Terry et al., <i>Session guarantees for weakly consistent replicated data</i>, PDIS
 * 1994.
 *
 * @param <S> the data type
 * @param <E> its editor
 */
public final class KeySession<S extends Editable<S, E>, E> {
  private final Replicated<S, E> key;
  private volatile Optional<KeyToken> token;
  private CompletionStage<?> last = CompletableFuture.completedStage(null);

  KeySession(Replicated<S, E> key, Optional<KeyToken> token) {
    this.key = key;
    this.token = token;
  }

  /** What the client has seen so far; empty if nothing was read or written yet. */
  public Optional<KeyToken> token() {
    return token;
  }

  /** As {@link Replicated#update}, on a state that has all this client has seen. */
  public CompletionStage<WriteResult> update(Consumer<E> change, Write level) {
    return next(now -> key.update(change, after(level, now)).thenCompose(this::written));
  }

  /** As {@link Replicated#delete}, of a state that has all this client has seen. */
  public CompletionStage<WriteResult> delete(Write level) {
    return next(now -> key.delete(after(level, now)).thenCompose(this::written));
  }

  /** As {@link Replicated#read}; shows nothing older than this client has seen. */
  public CompletionStage<ReadResult<S>> read(Read level) {
    return next(
        now ->
            key.read(now.map(level::after).orElse(level))
                .thenApply(
                    result -> {
                      seen(result);
                      return result;
                    }));
  }

  private static Write after(Write level, Optional<KeyToken> now) {
    return now.map(level::after).orElse(level);
  }

  private synchronized <R> CompletionStage<R> next(
      Function<Optional<KeyToken>, CompletionStage<R>> call) {
    CompletionStage<R> result =
        last.handle((done, failure) -> token).thenCompose(now -> call.apply(now));
    last = result;
    return result;
  }

  /** What was applied here is seen, whoever else holds it. */
  private CompletionStage<WriteResult> written(WriteResult result) {
    boolean isApplied =
        result.match(
            acked -> true,
            partial -> true,
            unknown -> true,
            unavailable -> false,
            rejected -> false);
    if (!isApplied) {
      return CompletableFuture.completedStage(result);
    }
    return key.read(Read.local())
        .thenApply(
            read -> {
              seen(read);
              return result;
            });
  }

  private void seen(ReadResult<S> result) {
    token = result.token(key.keyspace(), key.id()).or(() -> token);
  }
}
