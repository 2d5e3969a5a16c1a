package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A key by its hash, and what somebody has of it.
 *
 * @param held whether that somebody has the key at all
 * @param version version hash of the state; 0 if not held
 * @param seen what it has seen of the key
 */
public record Summarised(long keyHash, boolean held, long version, Seen seen) {
  /** A key that the sender lacks. */
  public static Summarised lacking(long keyHash) {
    return new Summarised(keyHash, false, 0, Seen.NOTHING);
  }

  /** Bytes it takes in a frame, at most. */
  public int sizeBytes() {
    return seen.sizeBytes() + 17;
  }

  static void writeAll(List<Summarised> keys, CanonicalOut out) {
    out.writeVarInt(keys.size());
    for (Summarised key : keys) {
      out.writeFixedLong(key.keyHash).writeBoolean(key.held);
      if (key.held) {
        out.writeFixedLong(key.version);
        key.seen.write(out);
      }
    }
  }

  static List<Summarised> readAll(CanonicalIn in) {
    int count = in.readCount(9);
    List<Summarised> keys = new ArrayList<>(count);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      long hash = in.readFixedLong();
      hashes[i] = hash;
      keys.add(
          in.readBoolean()
              ? new Summarised(hash, true, in.readFixedLong(), Seen.read(in))
              : lacking(hash));
    }
    Arrays.sort(hashes);
    for (int i = 1; i < count; i++) {
      if (hashes[i - 1] == hashes[i]) {
        throw in.malformed("key hash " + Long.toHexString(hashes[i]) + " is named twice");
      }
    }
    return List.copyOf(keys);
  }
}
