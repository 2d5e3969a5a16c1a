package org.rejoin.simulations.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.report.Row.Kind;

/**
 * What led to a violation: edits and joins of its key on its node, the frames that brought the key
 * there or were lost on the way, what their senders had of it before, and so on back.
 */
final class Cone {
  private Cone() {}

  /** Indices of the rows of the cone; none if the violation is about no key. */
  static Set<Integer> of(List<Row> rows, int violation, @Nullable String key) {
    Set<Integer> cone = new HashSet<>();
    if (key == null) {
      return cone;
    }
    Map<Long, Row> sends = new HashMap<>();
    Set<String> nodes = new HashSet<>();
    for (int i = 0; i < violation; i++) {
      Row row = rows.get(i);
      if (row.is(Kind.SEND) && Paths.carries(row, key, -1)) {
        sends.put(row.frameNumber(), row);
      } else if (row.is(Kind.START) && rows.get(violation).node() == null) {
        nodes.add(row.nodeName());
      }
    }
    nodes.add(rows.get(violation).nodeName());
    cone.add(violation);
    Set<Long> frames = new HashSet<>();
    for (int i = violation - 1; i >= 0; i--) {
      Row row = rows.get(i);
      Row send = sends.get(row.frameNumber());
      boolean isFate = row.is(Kind.ARRIVE) || row.is(Kind.LOSE);
      if (isFate && send != null && nodes.contains(String.valueOf(send.peer()))) {
        cone.add(i);
        frames.add(row.frameNumber());
      } else if (row.is(Kind.SEND) && frames.contains(row.frameNumber())) {
        cone.add(i);
        nodes.add(row.nodeName());
      } else if (isOn(row, key) && nodes.contains(row.nodeName())) {
        cone.add(i);
      }
    }
    return cone;
  }

  private static boolean isOn(Row row, String key) {
    return (row.is(Kind.EDIT) || row.is(Kind.JOIN)) && key.equals(row.key());
  }
}
