package org.rejoin.cluster.engine;

import org.rejoin.cluster.store.ItemId;

/** A key: its hash, its keyspace, its id. Ordered by unsigned hash, as anti-entropy walks them. */
public record KeyRef(long hash, String keyspace, String id) implements Comparable<KeyRef> {
  @Override
  public int compareTo(KeyRef other) {
    int byHash = Long.compareUnsigned(hash, other.hash);
    if (byHash != 0) {
      return byHash;
    }
    int byKeyspace = keyspace.compareTo(other.keyspace);
    return byKeyspace != 0 ? byKeyspace : id.compareTo(other.id);
  }

  /** Its name as a record. */
  ItemId item() {
    return new ItemId(hash, keyspace, id);
  }

  /** As in {@code carts/42}. */
  @Override
  public String toString() {
    return keyspace + "/" + id;
  }
}
