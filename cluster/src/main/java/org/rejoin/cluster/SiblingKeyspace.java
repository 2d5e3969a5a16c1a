package org.rejoin.cluster;

import java.util.function.Consumer;

/**
 * A keyspace of registers that keep concurrent values, open on this node. Reads show what the
 * keyspace's resolver makes of them, with the values themselves beside it. The resolver runs on
 * threads of its own, outside the replica: one that throws, gives nonsense or does not end in time
 * costs its own read that time, and the read then shows all values, marked as failed. What a
 * resolver drops is in the store's conflict journal. Thread-safe.
 */
public interface SiblingKeyspace<V> {
  /** What it was opened with. */
  SiblingSpec<V> spec();

  /**
   * The handle of one key; creates nothing.
   *
   * @param id 1 to {@value KeyspaceSpec#MAX_ID_BYTES} bytes of UTF-8
   */
  SiblingKey<V> key(String id);

  /** Watches all keys of the keyspace, like {@link SiblingKey#watch}. */
  Subscription watch(Consumer<SiblingChange<V>> listener);
}
