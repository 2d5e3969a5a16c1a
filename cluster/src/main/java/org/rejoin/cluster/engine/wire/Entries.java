package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Entries behind a table of their keyspaces and type tags, so that each is named once a frame: in
 * the order in which entries use them, and none that no entry uses.
 */
final class Entries {
  private static final byte[] NOTHING_DELETED = {};
  private static final int LEAST_ROW_BYTES = 1 + Integer.BYTES;
  private static final int LEAST_ENTRY_BYTES = 5;

  private Entries() {}

  private record Row(String keyspace, int type) {}

  static void write(List<Entry> entries, CanonicalOut out) {
    Map<Row, Integer> table = new LinkedHashMap<>();
    for (Entry entry : entries) {
      table.putIfAbsent(new Row(entry.keyspace(), entry.type()), table.size());
    }
    out.writeVarInt(table.size());
    for (Row row : List.copyOf(table.keySet())) {
      Frame.writeInt(row.type(), out.writeString(row.keyspace()));
    }
    out.writeVarInt(entries.size());
    ToIntFunction<Entry> index = e -> table.getOrDefault(new Row(e.keyspace(), e.type()), 0);
    for (Entry entry : entries) {
      out.writeVarInt(index.applyAsInt(entry)).writeString(entry.id());
      out.writeVarLong(entry.number()).writeVarLong(entry.epoch()).writeBytes(entry.state());
      if (entry.epoch() > 0) {
        out.writeBytes(entry.deleted());
      }
    }
  }

  static List<Entry> read(CanonicalIn in) {
    List<Row> table = readTable(in);
    int count = in.readCount(LEAST_ENTRY_BYTES);
    List<Entry> entries = new ArrayList<>(count);
    int used = 0;
    for (int i = 0; i < count; i++) {
      int index = in.readVarInt(Integer.MAX_VALUE);
      if (index >= table.size() || index > used) {
        throw in.malformed(
            "an entry of table row " + index + " of " + table.size() + " after " + used);
      }
      used = Math.max(used, index + 1);
      Row row = table.get(index);
      String id = in.readString();
      long number = in.readVarLong();
      long epoch = Token.readEpoch(in);
      byte[] state = in.readBytes();
      byte[] deleted = epoch > 0 ? in.readBytes() : NOTHING_DELETED;
      entries.add(new Entry(row.keyspace(), row.type(), id, number, epoch, state, deleted));
    }
    if (used < table.size()) {
      throw in.malformed("a table of " + table.size() + " rows, of which " + used + " are used");
    }
    return List.copyOf(entries);
  }

  private static List<Row> readTable(CanonicalIn in) {
    // A row and the entry that uses it.
    int rows = in.readCount(LEAST_ROW_BYTES + LEAST_ENTRY_BYTES);
    Set<Row> table = new LinkedHashSet<>();
    for (int i = 0; i < rows; i++) {
      if (!table.add(new Row(in.readString(), Frame.readInt(in)))) {
        throw in.malformed("row " + i + " is in the table already");
      }
    }
    return List.copyOf(table);
  }
}
