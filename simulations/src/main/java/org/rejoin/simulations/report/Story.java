package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.report.Row.Kind;

/**
 * How the first violation of a run came about, in sentences: which operations, who held which of
 * them from when, which frames brought them or did not, what was broken meanwhile.
 */
public final class Story {
  private static final int MAX_OPS = 12;
  private static final int MAX_FRAMES = 4;
  private static final int MAX_NOTES = 6;
  private static final int MAX_TEXT = 160;

  private final Plan plan;
  private final Row violation;
  private final Paths paths;
  private final Set<String> alive = new TreeSet<>();
  private final List<String> sentences = new ArrayList<>();

  private Story(Plan plan, List<Row> rows, int end) {
    this.plan = plan;
    this.violation = rows.get(end);
    this.paths = new Paths(rows, end);
    for (Row row : paths.rows()) {
      if (row.is(Kind.START)) {
        alive.add(row.nodeName());
      } else if (row.is(Kind.DIE)) {
        alive.remove(row.nodeName());
      }
    }
  }

  /** The sentences, in the order of time; says so if nothing is violated. */
  public static List<String> of(Plan plan, Trace trace) {
    for (int i = 0; i < trace.rows().size(); i++) {
      if (trace.rows().get(i).is(Kind.VIOLATION)) {
        return new Story(plan, trace.rows(), i).tell();
      }
    }
    return List.of("Nothing was violated.");
  }

  /** The key that a violation is about; null if it is about none. */
  static @Nullable String keyOf(Plan plan, Row violation) {
    if (violation.key() != null) {
      return violation.key();
    }
    for (PlannedOp op : plan.ops()) {
      if (op.id() == violation.opNumber()) {
        return key(op);
      }
    }
    return null;
  }

  private static String key(PlannedOp op) {
    return op.op().keyspace() + "/" + op.op().key();
  }

  private List<String> tell() {
    String key = keyOf(plan, violation);
    List<PlannedOp> ops = ops(key);
    int left = Math.max(0, ops.size() - MAX_OPS);
    if (left > 0) {
      say(left + " earlier operations" + (key == null ? "" : " on " + key) + " are left out.");
    }
    List<PlannedOp> told = ops.subList(left, ops.size());
    long from = told.isEmpty() ? 0 : told.get(0).atNanos();
    faults(from);
    told.forEach(this::operation);
    notes(from);
    say(time(violation.at()) + " " + violation.words() + ".");
    if (key != null) {
      shows(key);
    }
    return List.copyOf(sentences);
  }

  private void say(String sentence) {
    sentences.add(sentence);
  }

  private static String time(long nanos) {
    return String.format(Locale.ROOT, "%.6f s:", nanos / 1e9);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f s", nanos / 1e9);
  }

  /** Operations on the key that were applied; the one that it is about at the end, if one is. */
  private List<PlannedOp> ops(@Nullable String key) {
    Set<Long> applied = new TreeSet<>();
    for (Row row : paths.rows()) {
      if (row.is(Kind.EDIT)) {
        applied.add(row.opNumber());
      }
    }
    List<PlannedOp> ops = new ArrayList<>();
    for (PlannedOp op : plan.ops()) {
      boolean isMeant = op.id() == violation.opNumber();
      if (isMeant || (applied.contains(op.id()) && (key == null || key(op).equals(key)))) {
        ops.add(op);
      }
    }
    return ops;
  }

  private void faults(long from) {
    for (PlannedFault fault : plan.faults()) {
      if (fault.atNanos() <= violation.at() && fault.untilNanos() >= from) {
        say(
            time(fault.atNanos())
                + " "
                + describe(plan, fault)
                + ", until "
                + seconds(fault.untilNanos())
                + ".");
      }
    }
  }

  /** As in {@code cut between n1 n2 and n3}. */
  static String describe(Plan plan, PlannedFault fault) {
    String what = fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String sides =
        fault.others().isEmpty()
            ? " of " + names(plan, fault.nodes())
            : (fault.oneWay() ? " from " : " between ")
                + names(plan, fault.nodes())
                + (fault.oneWay() ? " to " : " and ")
                + names(plan, fault.others());
    String classes = fault.classes().isEmpty() ? "" : " for " + String.join(", ", fault.classes());
    return what + sides + classes + (fault.factor() == 1 ? "" : ", factor " + fault.factor());
  }

  private static String names(Plan plan, List<Integer> nodes) {
    List<String> names = plan.config().nodes();
    return nodes.stream().map(names::get).collect(Collectors.joining(" "));
  }

  private void operation(PlannedOp op) {
    Row edit = paths.first(Kind.EDIT, "", op.id());
    Row end = paths.first(Kind.END, "", op.id());
    String at = edit == null ? plan.config().nodes().get(op.node()) : edit.nodeName();
    StringBuilder said = new StringBuilder(time(edit == null ? op.atNanos() : edit.at()));
    said.append(' ').append(at).append(edit == null ? " is asked for" : " applies");
    said.append(" op ").append(op.id()).append(", ").append(op.op());
    if (end != null) {
      said.append("; the client hears ").append(shortened(end.words()));
      said.append(" at ").append(seconds(end.at()));
    } else {
      said.append("; the client has no answer yet");
    }
    say(said.append('.').toString());
    boolean isHeld = op.op().verb() != Verb.READ;
    for (String node : alive) {
      if (isHeld && !node.equals(at)) {
        holds(node, op);
      }
    }
  }

  private void holds(String node, PlannedOp op) {
    Row learned = paths.first(Kind.LEARN, node, op.id());
    if (learned != null) {
      Row frame = paths.frameOf(learned);
      String by =
          frame == null
              ? "by what had waited there"
              : "by " + describe(frame) + " of " + seconds(frame.at());
      say("    " + node + " holds it from " + seconds(learned.at()) + ", " + by + ".");
      return;
    }
    List<Row> frames = paths.carrying(key(op), op.id(), node);
    StringBuilder said = new StringBuilder("    " + node + " does not hold it: ");
    said.append(frames.isEmpty() ? "no frame carried it there" : "");
    int from = Math.max(0, frames.size() - MAX_FRAMES);
    said.append(from > 0 ? from + " earlier frames, " : "");
    said.append(
        frames.subList(from, frames.size()).stream()
            .map(frame -> describe(frame) + " of " + seconds(frame.at()) + " " + fate(frame))
            .collect(Collectors.joining(", ")));
    say(said.append('.').toString());
  }

  private static String describe(Row frame) {
    return "frame "
        + frame.frameNumber()
        + " ("
        + frame.message()
        + ", "
        + frame.traffic()
        + ") from "
        + frame.nodeName();
  }

  private String fate(Row frame) {
    List<Row> fates = paths.fates(frame);
    if (fates.isEmpty()) {
      return "is under way";
    }
    Row last = fates.get(fates.size() - 1);
    if (last.is(Kind.LOSE)) {
      return "was lost (" + last.words() + ")";
    }
    return "arrived at "
        + seconds(last.at())
        + (last.text() == null ? " and brought nothing" : " damaged");
  }

  /** What the engine reported, of what tells most. */
  private void notes(long from) {
    Map<String, Integer> said = new LinkedHashMap<>();
    for (Row row : paths.rows()) {
      boolean isRoutine = row.words().startsWith("PeerMet") || row.words().startsWith("Exchange");
      if (row.is(Kind.NOTE) && row.at() >= from && !isRoutine) {
        said.merge(
            time(row.at()) + " " + row.nodeName() + " reports " + row.words(), 1, Integer::sum);
      }
    }
    List<String> all = List.copyOf(said.keySet());
    int left = Math.max(0, all.size() - MAX_NOTES);
    if (left > 0) {
      say(left + " earlier reports of the engine are left out.");
    }
    all.subList(left, all.size()).forEach(note -> say(shortened(note) + "."));
  }

  private void shows(String key) {
    Map<String, Row> latest = new LinkedHashMap<>();
    for (Row row : paths.rows()) {
      if ((row.is(Kind.EDIT) || row.is(Kind.JOIN)) && key.equals(row.key())) {
        latest.put(row.nodeName(), row);
      }
    }
    for (String node : alive) {
      Row row = latest.get(node);
      say(
          "    "
              + node
              + (row == null
                  ? " has nothing of " + key
                  : " has " + key + " = " + shortened(row.words()) + " since " + seconds(row.at()))
              + ".");
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }
}
