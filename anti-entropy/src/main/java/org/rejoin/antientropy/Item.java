package org.rejoin.antientropy;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What anti-entropy compares: one version of one key, as two hashes. No value of either has a
 * meaning of its own. Ordered by key hash, then version hash, both unsigned. Immutable.
 *
 * @param keyHash hash of keyspace and id
 * @param versionHash hash of the key, its type tag and the digest of its state
 */
public record Item(long keyHash, long versionHash) implements Comparable<Item> {
  /** Bytes of an encoded item. */
  static final int ENCODED_BYTES = 16;

  /** Appends 16 bytes. */
  public void write(CanonicalOut out) {
    out.writeFixedLong(keyHash).writeFixedLong(versionHash);
  }

  /** Reads 16 bytes. */
  public static Item read(CanonicalIn in) {
    long keyHash = in.readFixedLong();
    return new Item(keyHash, in.readFixedLong());
  }

  @Override
  public int compareTo(Item other) {
    int byKey = Long.compareUnsigned(keyHash, other.keyHash);
    return byKey != 0 ? byKey : Long.compareUnsigned(versionHash, other.versionHash);
  }

  @Override
  public String toString() {
    return Long.toHexString(keyHash) + ":" + Long.toHexString(versionHash);
  }
}
