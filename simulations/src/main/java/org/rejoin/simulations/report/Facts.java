package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.report.Row.Kind;

/** What a page shows in charts, counted from the rows of a trace. */
final class Facts {
  private final Plan plan;
  private final Sides sides;
  private final Map<Long, PlannedOp> ops = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Map<String, long[]> bytes = new TreeMap<>();
  private final Map<String, List<Long>> lags = new TreeMap<>();
  private final Map<String, Answers> answers = new TreeMap<>();
  private final Map<Long, Row> edits = new HashMap<>();

  /** How different the nodes were at a moment. */
  record Sample(long at, int roots, double stale) {}

  /** How operations of one side ended, and after how long those that ended well. */
  static final class Answers {
    long ok;
    long failed;
    long unknown;
    final List<Long> nanos = new ArrayList<>();
  }

  Facts(Plan plan, List<Row> rows) {
    this.plan = plan;
    this.sides = new Sides(plan);
    plan.ops().forEach(op -> ops.put(op.id(), op));
    plan.config().nodes().forEach(node -> bytes.put(node, new long[3]));
    Map<Long, Row> ends = new HashMap<>();
    for (Row row : rows) {
      if (row.is(Kind.SAMPLE)) {
        sample(row);
      } else if (row.is(Kind.SEND)) {
        sent(row);
      } else if (row.is(Kind.EDIT)) {
        edits.putIfAbsent(row.opNumber(), row);
      } else if (row.is(Kind.LEARN)) {
        learned(row);
      } else if (row.is(Kind.END)) {
        ends.put(row.opNumber(), row);
      }
    }
    long until = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).at();
    for (PlannedOp op : plan.ops()) {
      if (op.atNanos() <= until) {
        answered(op, ends.get(op.id()));
      }
    }
    lags.values().forEach(all -> all.sort(null));
    answers.values().forEach(all -> all.nanos.sort(null));
  }

  private void sample(Row row) {
    String[] words = row.words().split(" ", -1);
    samples.add(new Sample(row.at(), Integer.parseInt(words[0]), Double.parseDouble(words[1])));
  }

  private void sent(Row row) {
    int node = sides.node(row.nodeName());
    long[] sums = node < 0 ? null : bytes.get(plan.config().nodes().get(node));
    if (sums != null && row.bytes() != null) {
      int kind = "delta".equals(row.traffic()) ? 0 : "repair".equals(row.traffic()) ? 1 : 2;
      sums[kind] += row.bytes();
    }
  }

  private void learned(Row row) {
    Row edit = edits.get(row.opNumber());
    if (edit != null && !edit.nodeName().equals(row.nodeName())) {
      int from = sides.node(edit.nodeName());
      int to = sides.node(row.nodeName());
      if (from >= 0 && to >= 0 && from != to) {
        String side = sides.between(from, to, edit.at());
        lags.computeIfAbsent(side, s -> new ArrayList<>()).add(row.at() - edit.at());
      }
    }
  }

  private void answered(PlannedOp op, @Nullable Row end) {
    String side = sides.of(op.node(), op.atNanos());
    Answers all = answers.computeIfAbsent(side, s -> new Answers());
    String result = end == null ? "" : end.words();
    boolean isRead = op.op().verb() == Verb.READ;
    boolean isGood = result.matches("(?s)(Acked|Found|Absent).*");
    if (end != null && isGood) {
      all.ok++;
      all.nanos.add(Math.max(0, end.at() - op.atNanos()));
    } else if (result.startsWith("Re") || result.startsWith("Unavailable") || isRead) {
      all.failed++;
    } else {
      all.unknown++;
    }
  }

  List<Sample> samples() {
    return samples;
  }

  /** Sums of delta, repair and control, by node. */
  Map<String, long[]> bytes() {
    return bytes;
  }

  /** Nanoseconds from an edit until another node held it, sorted, by how the two stood then. */
  Map<String, List<Long>> lags() {
    return lags;
  }

  Map<String, Answers> answers() {
    return answers;
  }

  static long quantile(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? 0
        : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }
}
