package org.rejoin.cluster;

import java.util.function.Consumer;
import org.rejoin.crdt.Editable;

/**
 * A named family of keys of one data type, open on this node. Thread-safe.
 *
 * @param <S> the data type
 * @param <E> its editor
 */
public interface Keyspace<S extends Editable<S, E>, E> {
  /** What it was opened with. */
  KeyspaceSpec<S, E> spec();

  /**
   * The handle of one key; creates nothing.
   *
   * @param id 1 to {@value KeyspaceSpec#MAX_ID_BYTES} bytes of UTF-8
   */
  Replicated<S, E> key(String id);

  /** Watches all keys of the keyspace, like {@link Replicated#watch}. */
  Subscription watch(Consumer<Change<S>> listener);
}
