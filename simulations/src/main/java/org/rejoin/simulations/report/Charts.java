package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.report.Facts.Answers;
import org.rejoin.simulations.report.Facts.Sample;
import org.rejoin.simulations.report.Plot.Point;

/** The charts of a page, each with a table of the same numbers. */
final class Charts {
  private static final int MAX_TABLE = 200;
  private static final List<String> LINES = List.of("series a", "series b", "series c");
  private static final List<String> SIDES = List.of(Sides.WHOLE, Sides.SAME, Sides.ACROSS);

  private final Plan plan;
  private final Facts facts;

  Charts(Plan plan, Facts facts) {
    this.plan = plan;
    this.facts = facts;
  }

  String draw() {
    return Html.section("over-time", "Differences over time", roots() + stale() + samples())
        + Html.section("staleness", "How long until others hold a write", staleness())
        + Html.section("bytes", "Bytes sent, by node and class", bytes())
        + Html.section("answers", "Answers to clients, by side", answers());
  }

  private static String figure(String caption, String body) {
    return "<figure><figcaption>" + caption + "</figcaption>" + body + "</figure>\n";
  }

  private Plot plot(double highY) {
    double end = end();
    Plot plot = new Plot(0, end, highY);
    for (PlannedFault fault : plan.faults()) {
      plot.band(fault.atNanos() / 1e9, Math.min(end, fault.untilNanos() / 1e9));
    }
    for (int i = 0; i <= 4; i++) {
      plot.xLabel(end * i / 4, String.format(Locale.ROOT, "%.1f", end * i / 4));
    }
    return plot;
  }

  /** A little after all became equal for good: nothing is to be seen after that. */
  private double end() {
    List<Sample> samples = facts.samples();
    long differed = plan.config().phases().healNanos();
    for (Sample sample : samples) {
      differed = sample.roots() > 1 ? Math.max(differed, sample.at()) : differed;
    }
    long last = samples.isEmpty() ? 1_000_000_000 : samples.get(samples.size() - 1).at();
    return Math.min((double) last, differed * 1.1) / 1e9;
  }

  private String roots() {
    int most = facts.samples().stream().mapToInt(Sample::roots).max().orElse(1);
    Plot plot = plot(most);
    for (int root = 0; root <= most; root++) {
      plot.yLabel(root, Integer.toString(root));
    }
    List<Point> points =
        facts.samples().stream().map(s -> new Point(s.at() / 1e9, s.roots())).toList();
    return figure(
        "Different stores among the nodes that run; 1 is converged. Faults are shaded.",
        plot.steps(LINES.get(0), points)
            .draw("different stores over time, at most " + most, "virtual seconds"));
  }

  private String stale() {
    double most = facts.samples().stream().mapToDouble(Sample::stale).max().orElse(0);
    Plot plot = plot(Math.max(0.01, most));
    for (int i = 0; i <= 2; i++) {
      double value = Math.max(0.01, most) * i / 2;
      plot.yLabel(value, percent(value));
    }
    List<Point> points =
        facts.samples().stream().map(s -> new Point(s.at() / 1e9, s.stale())).toList();
    return figure(
        "Stale share: copies of keys that are not as most copies are.",
        plot.steps(LINES.get(1), points)
            .draw("stale share over time, at most " + percent(most), "virtual seconds"));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private String samples() {
    List<List<String>> rows = new ArrayList<>();
    for (Sample sample : facts.samples().subList(0, Math.min(MAX_TABLE, facts.samples().size()))) {
      rows.add(
          List.of(
              Html.seconds(sample.at()),
              Integer.toString(sample.roots()),
              percent(sample.stale())));
    }
    int left = facts.samples().size() - rows.size();
    return Html.twin(
        "As a table" + (left > 0 ? " (the first " + MAX_TABLE + " samples)" : ""),
        List.of("virtual seconds", "different stores", "stale share"),
        rows);
  }

  private String staleness() {
    Plot plot = new Plot(-1, 5, 1);
    String[] decades = {"0.1 ms", "1", "10", "100", "1 s", "10", "100 s"};
    for (int i = 0; i < decades.length; i++) {
      plot.xLabel(i - 1, decades[i]);
    }
    plot.yLabel(0, "0 %").yLabel(0.5, "50 %").yLabel(1, "100 %");
    List<List<String>> rows = new ArrayList<>();
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (int i = 0; i < SIDES.size(); i++) {
      List<Long> lags = facts.lags().getOrDefault(SIDES.get(i), List.of());
      if (!lags.isEmpty()) {
        plot.steps(LINES.get(i), points(lags));
        legend.append("<span class=\"key ").append(LINES.get(i)).append("\"></span>");
        legend.append(Html.escape(SIDES.get(i))).append(' ');
        rows.add(
            List.of(
                SIDES.get(i),
                Integer.toString(lags.size()),
                Html.millis(Facts.quantile(lags, 0.5)),
                Html.millis(Facts.quantile(lags, 0.9)),
                Html.millis(Facts.quantile(lags, 0.99)),
                Html.millis(lags.get(lags.size() - 1))));
      }
    }
    String what = "share of copies that held a write within a time";
    return figure(
            "Share of (write, other node) pairs within a time, by how the two stood to each other"
                + " when it was written.",
            legend + "</p>" + plot.draw(what, "from the write, logarithmic"))
        + Html.table(
            List.of("when written", "pairs", "p50 ms", "p90 ms", "p99 ms", "longest ms"), rows);
  }

  private static List<Point> points(List<Long> lags) {
    List<Point> points = new ArrayList<>();
    int step = Math.max(1, lags.size() / MAX_TABLE);
    points.add(new Point(-1, 0));
    for (int i = 0; i < lags.size(); i += step) {
      points.add(new Point(Math.log10(Math.max(1e-3, lags.get(i) / 1e6)), (i + 1.0) / lags.size()));
    }
    points.add(new Point(Math.log10(Math.max(1e-3, lags.get(lags.size() - 1) / 1e6)), 1));
    points.add(new Point(5, 1));
    return points;
  }

  private String bytes() {
    long most = 1;
    for (long[] sums : facts.bytes().values()) {
      most = Math.max(most, sums[0] + sums[1] + sums[2]);
    }
    StringBuilder bars = new StringBuilder();
    bars.append("<p class=\"legend\"><span class=\"key delta\"></span>delta ");
    bars.append("<span class=\"key repair\"></span>repair ");
    bars.append("<span class=\"key control\"></span>control</p>");
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, long[]> node : facts.bytes().entrySet()) {
      long[] sums = node.getValue();
      long total = sums[0] + sums[1] + sums[2];
      String title = node.getKey() + ": " + total + " bytes";
      bars.append(bar(node.getKey(), title, sums, most, List.of("delta", "repair", "control")));
      rows.add(List.of(node.getKey(), "" + sums[0], "" + sums[1], "" + sums[2], "" + total));
    }
    return figure("All frames that were sent, arrived or not.", bars.toString())
        + Html.table(List.of("node", "delta", "repair", "control", "sum"), rows);
  }

  private static String bar(
      String name, String title, long[] parts, long most, List<String> classes) {
    StringBuilder bar = new StringBuilder("<div class=\"bar\" title=\"");
    bar.append(Html.escape(title)).append("\"><span class=\"barname\">");
    bar.append(Html.escape(name)).append("</span><span class=\"track\">");
    for (int i = 0; i < parts.length; i++) {
      bar.append("<span class=\"part ").append(classes.get(i)).append("\" style=\"width:");
      bar.append(String.format(Locale.ROOT, "%.2f", 100.0 * parts[i] / most)).append("%\"></span>");
    }
    return bar.append("</span></div>").toString();
  }

  private String answers() {
    StringBuilder bars = new StringBuilder();
    bars.append("<p class=\"legend\"><span class=\"key good\"></span>ok ");
    bars.append("<span class=\"key unknown\"></span>unknown ");
    bars.append("<span class=\"key bad\"></span>failed</p>");
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, Answers> side : facts.answers().entrySet()) {
      Answers all = side.getValue();
      long total = all.ok + all.unknown + all.failed;
      double share = total == 0 ? 0 : (double) all.ok / total;
      long[] parts = {all.ok, all.unknown, all.failed};
      String title = percent(share) + " of " + total + " answered";
      bars.append(bar(side.getKey(), title, parts, total, List.of("good", "unknown", "bad")));
      rows.add(
          List.of(
              side.getKey(),
              "" + all.ok,
              "" + all.unknown,
              "" + all.failed,
              percent(share),
              Html.millis(Facts.quantile(all.nanos, 0.5)),
              Html.millis(Facts.quantile(all.nanos, 0.99))));
    }
    return figure(
            "By the side on which the client asked. A node that is down fails what it is asked.",
            bars.toString())
        + Html.table(
            List.of("asked on", "ok", "unknown", "failed", "available", "p50 ms", "p99 ms"), rows);
  }
}
