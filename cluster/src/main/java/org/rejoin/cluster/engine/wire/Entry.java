package org.rejoin.cluster.engine.wire;

import java.util.zip.CRC32C;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A state of one key on its way: a delta, a missing part, or all of it. The bytes are shared, not
 * copied; nobody changes them.
 *
 * @param type {@link #typeOf} the type tag of the state
 * @param number update number if a delta from its origin, else 0
 * @param epoch delete epoch of the state
 * @param deleted of a delete from its origin: summary of the state that it deleted, so that others
 *     can tell which writes it did not know; else empty
 */
public record Entry(
    String keyspace, int type, String id, long number, long epoch, byte[] state, byte[] deleted) {
  private static final byte[] NONE = {};

  /** A state, not a delete on its way from its origin. */
  public Entry(String keyspace, int type, String id, long number, long epoch, byte[] state) {
    this(keyspace, type, id, number, epoch, state, NONE);
  }

  /**
   * What a frame says of a type: a checksum of its tag. Tags are long and the same in each frame;
   * who has a keyspace open knows its tag, and has to see that it is the sender's.
   */
  public static int typeOf(String tag) {
    CRC32C crc = new CRC32C();
    crc.update(CanonicalOut.utf8(tag));
    return (int) crc.getValue();
  }

  /** Bytes it takes in a frame, at most, without its line in the table. */
  public int sizeBytes() {
    return state.length + deleted.length + 3 * id.length() + 32;
  }

  /** Bytes that its line in the table takes, at most. */
  public int tableBytes() {
    return 3 * keyspace.length() + 3 + Integer.BYTES;
  }

  /** As in {@code carts/42}. */
  @Override
  public String toString() {
    return keyspace + "/" + id;
  }
}
