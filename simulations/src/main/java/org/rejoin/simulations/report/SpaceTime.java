package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.rejoin.simulations.report.Row.Kind;

/** The space-time diagram of a stretch of a run: a lane a node, time from left to right. */
final class SpaceTime {
  private static final int NAMES = 46;
  private static final double LEFT = 24;
  private static final double BAND = 16;
  private static final int MAX_BANDS = 8;
  private static final double AXIS = 34;

  private final Plan plan;
  private final Sides sides;
  private final List<Row> rows;
  private final Set<Integer> cone;
  private final int first;
  private final int last;
  private final Axis axis;
  private final double top;
  private final double lane;
  private final Map<Long, Row> sends = new HashMap<>();
  private final Map<String, String> states = new HashMap<>();
  private final Map<Long, PlannedOp> ops = new HashMap<>();
  private final List<PlannedFault> faults = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  /** Draws rows {@code first} to {@code last}, the latter not included. */
  SpaceTime(Plan plan, List<Row> rows, int first, int last, Set<Integer> cone) {
    this.plan = plan;
    this.sides = new Sides(plan);
    this.rows = rows;
    this.first = first;
    this.last = last;
    this.cone = cone;
    plan.ops().forEach(op -> ops.put(op.id(), op));
    for (int i = 0; i < first; i++) {
      remember(rows.get(i));
    }
    TreeSet<Long> moments = new TreeSet<>();
    for (Row row : rows.subList(first, last)) {
      moments.add(row.at());
    }
    this.axis = new Axis(moments, LEFT);
    for (PlannedFault fault : plan.faults()) {
      boolean isSeen =
          !moments.isEmpty()
              && fault.atNanos() <= moments.last()
              && fault.untilNanos() >= moments.first();
      if (isSeen && faults.size() < MAX_BANDS) {
        faults.add(fault);
      }
    }
    this.top = 14 + BAND * faults.size() + 18;
    this.lane = plan.config().nodes().size() > 12 ? 30 : 58;
  }

  private void remember(Row row) {
    if (row.is(Kind.SEND)) {
      sends.put(row.frameNumber(), row);
    } else if (row.is(Kind.EDIT) || row.is(Kind.JOIN)) {
      states.put(row.nodeName() + " " + row.key(), row.words());
    }
  }

  private double y(@Nullable String incarnation) {
    return top + Math.max(0, sides.node(incarnation == null ? "" : incarnation)) * lane;
  }

  String draw() {
    double height = top + plan.config().nodes().size() * lane + AXIS;
    double width = axis.width() + 40;
    bands();
    lanes(width);
    ticks(height);
    StringBuilder marks = new StringBuilder();
    for (int i = first; i < last; i++) {
      Row row = rows.get(i);
      if (row.is(Kind.ARRIVE) || row.is(Kind.LOSE)) {
        message(row, cone.contains(i));
      } else if (row.node() != null && !row.is(Kind.SEND) && !row.is(Kind.LEARN)) {
        mark(row, cone.contains(i), marks);
      }
      remember(row);
    }
    return "<div class=\"scroll\" id=\"spacetime\" tabindex=\"0\" aria-label=\"space-time diagram\">"
        + names(height)
        + "<svg role=\"group\" width=\""
        + Math.round(width)
        + "\" height=\""
        + Math.round(height)
        + "\">"
        + svg
        + marks
        + "</svg></div>\n";
  }

  private void bands() {
    double y = 12;
    for (PlannedFault fault : faults) {
      double from = axis.x(fault.atNanos());
      double to = Math.max(from + 3, axis.x(fault.untilNanos()));
      String name = Html.escape(Story.describe(plan, fault));
      svg.append("<g class=\"fault\"><title>").append(name).append("</title>");
      rect(from, y, to - from, BAND - 3, "band");
      svg.append("<text class=\"bandname\" x=\"").append(Html.number(from + 4)).append("\" y=\"");
      svg.append(Html.number(y + 10)).append("\">").append(name).append("</text>");
      for (int node : fault.nodes()) {
        rect(from, top + node * lane - 7, to - from, 14, "band");
      }
      svg.append("</g>");
      y += BAND;
    }
  }

  private void rect(double x, double y, double width, double height, String name) {
    svg.append("<rect class=\"").append(name).append("\" x=\"").append(Html.number(x));
    svg.append("\" y=\"").append(Html.number(y)).append("\" width=\"").append(Html.number(width));
    svg.append("\" height=\"").append(Html.number(height)).append("\"/>");
  }

  private void lanes(double width) {
    for (int node = 0; node < plan.config().nodes().size(); node++) {
      svg.append(line("lane", 0, top + node * lane, width - 10, top + node * lane));
    }
  }

  /** Names stay where they are while time is scrolled. */
  private String names(double height) {
    StringBuilder names = new StringBuilder("<svg class=\"names\" aria-hidden=\"true\" width=\"");
    names.append(NAMES).append("\" height=\"").append(Math.round(height)).append("\">");
    List<String> nodes = plan.config().nodes();
    for (int node = 0; node < nodes.size(); node++) {
      names.append("<text class=\"nodename\" x=\"8\" y=\"");
      names.append(Html.number(top + node * lane + 4)).append("\">");
      names.append(Html.escape(nodes.get(node))).append("</text>");
    }
    return names.append("</svg>").toString();
  }

  private void ticks(double height) {
    for (long tick : axis.ticks(90)) {
      double x = axis.x(tick);
      svg.append(line("tick", x, top - 10, x, height - AXIS + 6));
      svg.append("<text class=\"ticktext\" x=\"").append(Html.number(x)).append("\" y=\"");
      svg.append(Html.number(height - 12)).append("\">").append(Html.seconds(tick));
      svg.append(" s</text>");
    }
  }

  private static String line(String name, double x1, double y1, double x2, double y2) {
    return "<line class=\""
        + name
        + "\" x1=\""
        + Html.number(x1)
        + "\" y1=\""
        + Html.number(y1)
        + "\" x2=\""
        + Html.number(x2)
        + "\" y2=\""
        + Html.number(y2)
        + "\"/>";
  }

  private void message(Row fate, boolean isInCone) {
    Row send = sends.get(fate.frameNumber());
    if (send == null) {
      return;
    }
    boolean isLost = fate.is(Kind.LOSE);
    boolean isDamaged = fate.is(Kind.ARRIVE) && fate.text() != null;
    double x1 = axis.x(send.at());
    double y1 = y(send.node());
    double part = isLost ? 0.5 : 1;
    double x2 = isLost ? x1 + 12 : axis.x(fate.at());
    double y2 = y1 + (y(send.peer()) - y1) * part;
    open("msg " + send.traffic() + (isLost ? " lost" : ""), isInCone, describe(send, fate), "");
    svg.append(line("hit", x1, y1, x2, y2)).append(line("wire", x1, y1, x2, y2));
    if (isLost || isDamaged) {
      svg.append("<text class=\"fate\" x=\"").append(Html.number(x2)).append("\" y=\"");
      svg.append(Html.number(y2 + 4)).append("\">").append(isLost ? "\u00d7" : "!");
      svg.append("</text>");
    } else {
      svg.append("<circle class=\"tip\" cx=\"").append(Html.number(x2)).append("\" cy=\"");
      svg.append(Html.number(y2)).append("\" r=\"2.5\"/>");
    }
    svg.append("</g>\n");
  }

  private void open(String name, boolean isInCone, String words, String diff) {
    svg.append("<g class=\"").append(name).append(isInCone ? " cone" : "");
    svg.append("\" tabindex=\"0\" role=\"img\"").append(diff).append("><title>");
    svg.append(Html.escape(words)).append("</title>");
  }

  static String describe(Row send, Row fate) {
    String carried =
        send.parts().stream()
            .map(part -> part.key() + (part.op() < 0 ? "" : " op " + part.op()))
            .collect(Collectors.joining(", "));
    String end =
        fate.is(Kind.LOSE)
            ? "lost: " + fate.words()
            : "arrived at "
                + Html.seconds(fate.at())
                + " s"
                + (fate.text() == null ? "" : ", damaged");
    return "frame "
        + send.frameNumber()
        + ", "
        + send.message()
        + " ("
        + send.traffic()
        + ", "
        + send.bytes()
        + " bytes), "
        + send.node()
        + " to "
        + send.peer()
        + "\nsent at "
        + Html.seconds(send.at())
        + " s, "
        + end
        + (carried.isEmpty() ? "" : "\ncarries " + carried);
  }

  private void mark(Row row, boolean isInCone, StringBuilder marks) {
    double x = axis.x(row.at());
    double y = y(row.node());
    String diff = "";
    if (row.is(Kind.EDIT) || row.is(Kind.JOIN)) {
      String before = states.getOrDefault(row.nodeName() + " " + row.key(), "nothing");
      diff =
          " data-before=\""
              + Html.escape(before)
              + "\" data-after=\""
              + Html.escape(row.words())
              + "\"";
    }
    String kind = row.kind().name().toLowerCase(Locale.ROOT);
    int from = svg.length();
    open("mark " + kind, isInCone, describe(row), diff);
    if (row.is(Kind.VIOLATION)) {
      svg.append(line("fall", x, 8, x, top + plan.config().nodes().size() * lane));
    }
    svg.append(shape(row.kind(), x, y)).append("</g>\n");
    marks.append(svg, from, svg.length());
    svg.setLength(from);
  }

  private static String shape(Kind kind, double x, double y) {
    String at = Html.number(x) + " " + Html.number(y);
    return switch (kind) {
      case EDIT -> "<path d=\"M" + at + "m-6-6h12v12h-12z\"/>";
      case JOIN -> "<circle cx=\"" + Html.number(x) + "\" cy=\"" + Html.number(y) + "\" r=\"5\"/>";
      case NOTE -> "<path d=\"M" + at + "m0-7l6 11h-12z\"/>";
      case END -> "<path class=\"hollow\" d=\"M" + at + "m-5 0l4 5l7-11\"/>";
      case VIOLATION -> "<path class=\"hollow\" d=\"M" + at + "m-8-8l16 16m0-16l-16 16\"/>";
      default -> "<path d=\"M" + at + "m-7 0l7-7l7 7l-7 7z\"/>";
    };
  }

  /** A row in words; operations in full. */
  String describe(Row row) {
    StringBuilder words = new StringBuilder(Html.seconds(row.at())).append(" s, ");
    words.append(row.nodeName()).append(' ').append(verb(row.kind()));
    PlannedOp op = ops.get(row.opNumber());
    if (op != null) {
      words.append(" op ").append(op.id()).append(", ").append(op.op());
    }
    if (row.key() != null && op == null) {
      words.append(' ').append(row.key());
    }
    if (row.text() != null) {
      words.append(": ").append(row.text());
    }
    return words.toString();
  }

  private static String verb(Kind kind) {
    return switch (kind) {
      case EDIT -> "applies";
      case JOIN -> "joins news of";
      case LEARN -> "holds";
      case END -> "answers";
      case NOTE -> "reports";
      case START -> "starts";
      case DIE -> "dies";
      case VIOLATION -> "breaks";
      default -> "";
    };
  }

  /** The same as a table. */
  List<List<String>> table() {
    List<List<String>> table = new ArrayList<>();
    for (int i = first; i < last; i++) {
      Row row = rows.get(i);
      Row send = sends.get(row.frameNumber());
      boolean isFate = row.is(Kind.ARRIVE) || row.is(Kind.LOSE);
      if (isFate && send != null) {
        String words = describe(send, row).replace('\n', ' ');
        table.add(List.of(Html.seconds(row.at()), String.valueOf(send.peer()), words));
      } else if (row.node() != null && !row.is(Kind.SEND)) {
        table.add(List.of(Html.seconds(row.at()), row.nodeName(), describe(row)));
      }
    }
    return table;
  }
}
