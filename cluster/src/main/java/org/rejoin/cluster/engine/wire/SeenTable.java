package org.rejoin.cluster.engine.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * What is had of the keys in one frame: what has been seen of several in the same way is written
 * once, where it is met first, and named by its row from then on. Row 0 is of who lacks a key.
 */
final class SeenTable {
  private final Map<ByteBuffer, Integer> rows = new LinkedHashMap<>();
  private final List<Seen> seen = new ArrayList<>();

  void write(Summarised key, CanonicalOut out) {
    if (!key.held()) {
      out.writeVarInt(0);
      return;
    }
    int next = rows.size() + 1;
    Integer row = rows.putIfAbsent(bytes(key.seen()), next);
    out.writeVarInt(row == null ? next : row);
    if (row == null) {
      key.seen().write(out);
    }
    out.writeByte(key.check() >>> Byte.SIZE).writeByte(key.check() & 0xff);
  }

  Summarised read(long place, CanonicalIn in) {
    int row = in.readVarInt(rows.size() + 1);
    if (row == 0) {
      return Summarised.lacking(place);
    }
    if (row > seen.size()) {
      Seen next = Seen.read(in);
      if (rows.putIfAbsent(bytes(next), row) != null) {
        throw in.malformed("row " + row + " is in the table already");
      }
      seen.add(next);
    }
    int check = in.readByte() << Byte.SIZE | in.readByte();
    return new Summarised(place, true, check, seen.get(row - 1));
  }

  private static ByteBuffer bytes(Seen seen) {
    CanonicalOut out = new CanonicalOut();
    seen.write(out);
    return ByteBuffer.wrap(out.toByteArray());
  }
}
