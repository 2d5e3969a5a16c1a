package org.rejoin.cluster.store;

import java.util.Arrays;

/**
 * A record and its name. The bytes are opaque to a store, shared and never changed; they carry a
 * checksum of their own ({@link StateRecord}).
 */
public record Stored(ItemId item, byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Stored stored
        && item.equals(stored.item)
        && Arrays.equals(bytes, stored.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * item.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return item + " (" + bytes.length + " bytes)";
  }
}
