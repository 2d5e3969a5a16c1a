package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A key by the place of its hash, and what somebody has of it.
 *
 * @param place as of an {@link Item}
 * @param held whether that somebody has the key at all
 * @param check 16 bits of the version that is held, salted with the exchange; 0 if not held
 * @param seen what it has seen of the key
 */
public record Summarised(long place, boolean held, int check, Seen seen) {
  private static final Summarised LACKING = new Summarised(0, false, 0, Seen.NOTHING);

  private static final int CHECK_BITS = 16;

  /** Place, row of the table, check. */
  private static final int OVERHEAD_BYTES = Item.PLACE_BYTES + 3 + 2;

  private static final int LEAST_BYTES = Item.PLACE_BYTES + 1;

  /** Cuts the place down to what is sent of it. */
  public Summarised {
    place = Item.placeOf(place);
    check = check & ((1 << CHECK_BITS) - 1);
  }

  /** A key that the sender lacks. */
  public static Summarised lacking(long place) {
    return place == 0 ? LACKING : new Summarised(place, false, 0, Seen.NOTHING);
  }

  /**
   * The check of a version, which two versions share in one exchange of 65 536, and then in another
   * one not.
   */
  public static int check(long exchange, long version) {
    long mixed = (exchange ^ version * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    return (int) (mixed >>> (Long.SIZE - CHECK_BITS));
  }

  /** The same of a key at another place. */
  Summarised at(long other) {
    return other == place ? this : new Summarised(other, held, check, seen);
  }

  /** Bytes it takes in a frame, at most. */
  public int sizeBytes() {
    return seen.sizeBytes() + OVERHEAD_BYTES;
  }

  /** Writes them in the order that they are in: ascending, each place once. */
  static void writeAll(List<Summarised> keys, CanonicalOut out) {
    SeenTable table = new SeenTable();
    out.writeVarInt(keys.size());
    for (Summarised key : keys) {
      Item.writePlace(key.place, out);
      table.write(key, out);
    }
  }

  static List<Summarised> readAll(CanonicalIn in) {
    SeenTable table = new SeenTable();
    int count = in.readCount(LEAST_BYTES);
    List<Summarised> keys = new ArrayList<>(count);
    long last = 0;
    for (int i = 0; i < count; i++) {
      long place = Item.readPlace(in);
      if (i > 0 && Long.compareUnsigned(place, last) <= 0) {
        throw in.malformed("place " + Long.toHexString(place) + " is not above the one before");
      }
      last = place;
      keys.add(table.read(place, in));
    }
    return Collections.unmodifiableList(keys);
  }
}
