package org.rejoin.cluster.engine.wire;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * How far the sender held whose updates when an exchange compared it with the recipient: of some or
 * all incarnations and groups, which says nothing of the others.
 *
 * @param rows in ascending order of incarnations, then groups; at most {@value #MAX_ROWS}
 */
public record FrontierTell(long exchange, List<Row> rows) implements Message {
  /** They fit the smallest frame there may be. */
  public static final int MAX_ROWS = 512;

  private static final int LEAST_ROW_BYTES = 3;
  private static final int LEAST_ORIGIN_BYTES = Long.BYTES + 1 + LEAST_ROW_BYTES;

  /**
   * Of one incarnation's updates in one group.
   *
   * @param held all up to this number are held
   * @param stable all up to this number are known to be held by all members
   */
  public record Row(ReplicaId origin, int group, long held, long stable) {}

  @Override
  public MessageType type() {
    return MessageType.FRONTIER_TELL;
  }

  @Override
  public void write(CanonicalOut out) {
    long origins = rows.stream().map(Row::origin).distinct().count();
    out.writeFixedLong(exchange).writeVarInt((int) origins);
    int from = 0;
    while (from < rows.size()) {
      ReplicaId origin = rows.get(from).origin();
      int to = from;
      while (to < rows.size() && rows.get(to).origin().equals(origin)) {
        to++;
      }
      origin.write(out);
      out.writeVarInt(to - from);
      for (Row row : rows.subList(from, to)) {
        out.writeVarInt(row.group()).writeVarLong(row.held()).writeVarLong(row.stable());
      }
      from = to;
    }
  }

  static FrontierTell read(CanonicalIn in) {
    long exchange = in.readFixedLong();
    int origins = in.readCount(LEAST_ORIGIN_BYTES);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < origins; i++) {
      ReplicaId origin = ReplicaId.read(in);
      int count = in.readCount(LEAST_ROW_BYTES);
      if (count == 0 || count > MAX_ROWS - rows.size()) {
        throw in.malformed(count + " rows after " + rows.size());
      }
      for (int j = 0; j < count; j++) {
        Row row =
            new Row(origin, in.readVarInt(Integer.MAX_VALUE), in.readVarLong(), in.readVarLong());
        if (row.held < 0 || row.stable < 0 || (!rows.isEmpty() && !isAfter(last(rows), row))) {
          throw in.malformed("row " + row + " after " + rows.size());
        }
        rows.add(row);
      }
    }
    return new FrontierTell(exchange, List.copyOf(rows));
  }

  private static Row last(List<Row> rows) {
    return rows.get(rows.size() - 1);
  }

  private static boolean isAfter(Row before, Row row) {
    int order = before.origin.compareTo(row.origin);
    return order < 0 || (order == 0 && before.group < row.group);
  }
}
