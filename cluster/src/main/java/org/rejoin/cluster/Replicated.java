package org.rejoin.cluster;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.rejoin.crdt.Editable;

/**
 * The handle of one key. Cheap, immutable, thread-safe; keeps nothing of the value.
 *
 * @param <S> the data type
 * @param <E> its editor
 */
public interface Replicated<S extends Editable<S, E>, E> {
  /** Name of the keyspace. */
  String keyspace();

  /** The key's id in it. */
  String id();

  /**
   * Runs {@code change} against the present state on this node and spreads the delta. AP or QUORUM
   * as the level says. The stage completes with a result, exceptionally only on a bug. {@code
   * change} runs once, on a thread of the store: it must be quick, must not block and must not keep
   * the editor; if it throws, nothing changes and the result is {@link RejectedCode#EDIT_FAILED}.
   * Cost: that of the type's edit, plus O(log n) for n keys.
   */
  CompletionStage<WriteResult> update(Consumer<E> change, Write level);

  /**
   * Deletes the key: reads find it absent, listings leave it out. AP or QUORUM as the level says,
   * and ends like {@link #update}. A delete wins over writes that it did not know of, on this side
   * of a partition or the other; {@link Change#overruled} shows them. Concurrent deletes are one. A
   * later write makes the key anew, with nothing of what it was. To empty a value and let
   * concurrent writes live, use the {@code clear} of its type.
   *
   * <p>Cost: O(log n) for n keys. Each deleted key stays as a number, some 100 bytes on each node,
   * until the store can agree to forget it; it cannot yet.
   */
  CompletionStage<WriteResult> delete(Write level);

  /** Reads. AP or QUORUM as the level says. */
  CompletionStage<ReadResult<S>> read(Read level);

  /** A new client's dealings with this key: see {@link KeySession}. */
  default KeySession<S, E> session() {
    return new KeySession<>(this, Optional.empty());
  }

  /** Goes on with a client's dealings with this key, here or on another node. */
  default KeySession<S, E> session(KeyToken token) {
    return new KeySession<>(this, Optional.of(token));
  }

  /**
   * Calls {@code listener} with the present state, if there is one, and then with each change.
   * Calls are made one after another on one thread of the store at a time.
   */
  Subscription watch(Consumer<Change<S>> listener);
}
