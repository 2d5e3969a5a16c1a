package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.report.Row.Carried;
import org.rejoin.simulations.report.Row.Kind;

/** Which frame carried what, and what became of it, up to one row of a trace. */
final class Paths {
  private final List<Row> rows;
  private final Map<Long, Row> sent = new HashMap<>();
  private final Map<Long, List<Row>> fates = new HashMap<>();
  private final Map<Long, Row> arrivedIn = new HashMap<>();
  private final Map<Holding, Long> holdingSince = new HashMap<>();

  private record Holding(String node, long op) {}

  /** The rows before {@code end}. */
  Paths(List<Row> all, int end) {
    this.rows = all.subList(0, end);
    for (Row row : rows) {
      if (row.is(Kind.SEND)) {
        sent.put(row.frameNumber(), row);
      } else if (row.is(Kind.EDIT) || row.is(Kind.LEARN)) {
        holdingSince.putIfAbsent(new Holding(row.nodeName(), row.opNumber()), row.event());
      } else if (row.is(Kind.ARRIVE) || row.is(Kind.LOSE)) {
        fates.computeIfAbsent(row.frameNumber(), f -> new ArrayList<>()).add(row);
        if (row.is(Kind.ARRIVE)) {
          arrivedIn.put(row.event(), row);
        }
      }
    }
  }

  List<Row> rows() {
    return rows;
  }

  /** The frame that arrived in the event of this row; null if none did. */
  @Nullable Row frameOf(Row row) {
    Row arrived = arrivedIn.get(row.event());
    return arrived == null ? null : sent.get(arrived.frameNumber());
  }

  /** The frame that this row is a fate of; null if its begin was not recorded. */
  @Nullable Row sendOf(Row fate) {
    return sent.get(fate.frameNumber());
  }

  /** What became of a frame, a row a copy; empty if it is under way. */
  List<Row> fates(Row send) {
    return fates.getOrDefault(send.frameNumber(), List.of());
  }

  /** Frames to a node that carry an operation, or its key's state of one who held it. */
  List<Row> carrying(String key, long op, String to) {
    List<Row> found = new ArrayList<>();
    for (Row row : rows) {
      if (row.is(Kind.SEND) && to.equals(row.peer()) && carries(row, key, op)) {
        Long since = holdingSince.get(new Holding(row.nodeName(), op));
        if (since != null && since <= row.event()) {
          found.add(row);
        }
      }
    }
    return found;
  }

  static boolean carries(Row send, String key, long op) {
    for (Carried part : send.parts()) {
      if (part.key().equals(key) && (part.op() == op || part.op() < 0 || op < 0)) {
        return true;
      }
    }
    return false;
  }

  /** First row of this kind, node and operation; null if there is none. */
  @Nullable Row first(Kind kind, String node, long op) {
    for (Row row : rows) {
      if (row.is(kind) && row.opNumber() == op && (node.isEmpty() || node.equals(row.node()))) {
        return row;
      }
    }
    return null;
  }
}
