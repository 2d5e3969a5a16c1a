package org.rejoin.cluster.store;

import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Names a record: the keyed hash of its key, and the key. Ordered by unsigned hash, which is the
 * order in which records are loaded and in which the tree is built.
 */
public record ItemId(long keyHash, String keyspace, String id) implements Comparable<ItemId> {
  @Override
  public int compareTo(ItemId other) {
    int byHash = Long.compareUnsigned(keyHash, other.keyHash);
    if (byHash != 0) {
      return byHash;
    }
    int byKeyspace = keyspace.compareTo(other.keyspace);
    return byKeyspace != 0 ? byKeyspace : id.compareTo(other.id);
  }

  /** Canonical bytes: hash, keyspace, id. */
  public byte[] toBytes() {
    CanonicalOut out = new CanonicalOut();
    return out.writeFixedLong(keyHash).writeString(keyspace).writeString(id).toByteArray();
  }

  /** As in {@code carts/42}. */
  @Override
  public String toString() {
    return keyspace + "/" + id;
  }
}
