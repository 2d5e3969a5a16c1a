package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** Entries behind a table of their keyspaces and type tags, so that each is named once a frame. */
final class Entries {
  private static final byte[] NOTHING_DELETED = {};

  private Entries() {}

  private record Row(String keyspace, String tag) {}

  static void write(List<Entry> entries, CanonicalOut out) {
    Map<Row, Integer> table = new LinkedHashMap<>();
    for (Entry entry : entries) {
      table.putIfAbsent(new Row(entry.keyspace(), entry.tag()), table.size());
    }
    out.writeVarInt(table.size());
    for (Row row : List.copyOf(table.keySet())) {
      out.writeString(row.keyspace()).writeString(row.tag());
    }
    out.writeVarInt(entries.size());
    ToIntFunction<Entry> index = e -> table.getOrDefault(new Row(e.keyspace(), e.tag()), 0);
    for (Entry entry : entries) {
      out.writeVarInt(index.applyAsInt(entry)).writeString(entry.id());
      out.writeVarLong(entry.number()).writeVarLong(entry.epoch()).writeBytes(entry.state());
      if (entry.epoch() > 0) {
        out.writeBytes(entry.deleted());
      }
    }
  }

  static List<Entry> read(CanonicalIn in) {
    int rows = in.readCount(2);
    List<Row> table = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      table.add(new Row(in.readString(), in.readString()));
    }
    int count = in.readCount(5);
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = in.readVarInt(Integer.MAX_VALUE);
      if (index >= rows) {
        throw in.malformed("an entry of table row " + index + ", the table has " + rows);
      }
      Row row = table.get(index);
      String id = in.readString();
      long number = in.readVarLong();
      long epoch = Token.readEpoch(in);
      byte[] state = in.readBytes();
      byte[] deleted = epoch > 0 ? in.readBytes() : NOTHING_DELETED;
      entries.add(new Entry(row.keyspace(), row.tag(), id, number, epoch, state, deleted));
    }
    return List.copyOf(entries);
  }
}
