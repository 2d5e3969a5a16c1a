package org.rejoin.cluster.engine.wire;

/**
 * A state of one key on its way: a delta, a missing part, or all of it. The bytes are shared, not
 * copied; nobody changes them.
 *
 * @param tag type tag of the state
 * @param number update number if a delta from its origin, else 0
 */
public record Entry(String keyspace, String tag, String id, long number, byte[] state) {
  /** Bytes it takes in a frame, at most, without its line in the table. */
  public int sizeBytes() {
    return state.length + 3 * id.length() + 20;
  }

  /** Bytes that its line in the table takes, at most. */
  public int tableBytes() {
    return 3 * (keyspace.length() + tag.length()) + 6;
  }

  /** As in {@code carts/42}. */
  @Override
  public String toString() {
    return keyspace + "/" + id;
  }
}
