package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.study.Overlay;
import org.rejoin.simulations.study.RetwisStudy;
import org.rejoin.simulations.study.Study;
import org.rejoin.simulations.study.Workload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim study}: published experiments, run again beside production's delta buffer. */
@Command(
    name = "study",
    description = {
      "Runs a published experiment again: how much published algorithms send, beside the figures",
      "that were published, and beside what the delta buffer of production sends. icde19 is that of",
      "Enes et al., Efficient Synchronization of State-based CRDTs, ICDE 2019."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim study icde19",
      "  ./rejoin sim study icde19 --type gmap10 --topology mesh --json",
      "  ./rejoin sim study icde19 --type gcounter --seeds 1..5",
      "  ./rejoin sim study icde19 --type retwis",
      "",
      "Exit codes: 0 all as published and ours within its targets, 1 not so, 3 usage or internal"
          + " error."
    })
final class StudyCommand implements Callable<Integer> {
  private static final String ICDE19 = "icde19";
  private static final String RETWIS = "retwis";
  private static final String ALL_SEEDS = "1..20";
  private static final String RETWIS_SEEDS = "1..1";
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\.\\.(\\d{1,9})");
  private static final long MAX_SEEDS = 1000;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "STUDY", description = "icde19, the only one.")
  private String study;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "gset, gcounter, gmap10, gmap30, gmap60, gmap100 or retwis; gset and gmap10, for which"
              + " figures were published, if not given. retwis is a microblog on a mesh of 50 nodes,"
              + " minutes a seed.")
  private @Nullable String type;

  @Option(
      names = "--topology",
      paramLabel = "tree|mesh",
      description = "How the 15 nodes are linked; both, if not given. No tree for retwis.")
  private @Nullable Overlay topology;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "1..20 if not given, of retwis 1..1.")
  private @Nullable String seeds;

  @Option(names = "--json", description = "Print JSON Lines and nothing else on standard output.")
  private boolean isJson;

  /** Picocli makes it. */
  StudyCommand() {}

  @Override
  public Integer call() {
    if (!study.equals(ICDE19)) {
      throw wrong("no study " + study + ": there is icde19");
    }
    if (RETWIS.equalsIgnoreCase(type)) {
      return retwis();
    }
    long began = System.nanoTime();
    long[] range = range(ALL_SEEDS);
    int rows = 0;
    int missed = 0;
    for (Workload workload : workloads()) {
      for (Overlay overlay : topology == null ? Overlay.values() : new Overlay[] {topology}) {
        List<Study.Judged> judged = run(workload, overlay, range);
        rows += judged.size();
        missed += (int) judged.stream().filter(row -> !row.misses().isEmpty()).count();
      }
    }
    return end(rows, missed, began);
  }

  private int retwis() {
    if (topology == Overlay.TREE) {
      throw wrong("--topology tree: retwis was run on a mesh");
    }
    long began = System.nanoTime();
    long[] range = range(RETWIS_SEEDS);
    RetwisLines lines = new RetwisLines(spec.commandLine().getOut(), isJson);
    PrintWriter err = spec.commandLine().getErr();
    List<RetwisStudy.Row> rows =
        new RetwisStudy()
            .run(
                range[0],
                range[1],
                row -> {
                  err.println("retwis " + row.exponent() + ": " + row.algorithm().label());
                  err.flush();
                });
    List<RetwisStudy.Judged> judged = RetwisStudy.judge(rows);
    judged.forEach(lines::print);
    int missed = (int) judged.stream().filter(row -> !row.misses().isEmpty()).count();
    return end(judged.size(), missed, began);
  }

  private List<Study.Judged> run(Workload workload, Overlay overlay, long[] range) {
    PrintWriter err = spec.commandLine().getErr();
    List<Study.Row> rows =
        new Study(workload, overlay)
            .run(
                range[0],
                range[1],
                row -> {
                  err.println(
                      name(workload) + " " + name(overlay) + ": " + row.algorithm().label());
                  err.flush();
                });
    List<Study.Judged> judged = Study.judge(rows, Study.BAND);
    judged.forEach(this::print);
    return judged;
  }

  private List<Workload> workloads() {
    if (type == null) {
      return List.of(Workload.GSET, Workload.GMAP10);
    }
    for (Workload workload : Workload.values()) {
      if (name(workload).equals(type.toLowerCase(Locale.ROOT))) {
        return List.of(workload);
      }
    }
    throw wrong(
        "--type " + type + ": there are gset, gcounter, gmap10, gmap30, gmap60, gmap100, retwis");
  }

  private long[] range(String usual) {
    seeds = seeds == null ? usual : seeds;
    Matcher matcher = RANGE.matcher(seeds);
    if (!matcher.matches()) {
      throw wrong("--seeds " + seeds + ": write 1..20");
    }
    long from = Long.parseLong(matcher.group(1));
    long to = Long.parseLong(matcher.group(2));
    if (to < from || to - from >= MAX_SEEDS) {
      throw wrong("--seeds " + seeds + ": from 1 to " + MAX_SEEDS + " of them");
    }
    return new long[] {from, to};
  }

  private void print(Study.Judged judged) {
    Study.Row row = judged.row();
    if (isJson) {
      println(line(judged));
      return;
    }
    OptionalLong published = row.published();
    String beside =
        published.isPresent()
            ? String.format(
                Locale.ROOT, "  published %,11d  %.3f", published.getAsLong(), ratio(row))
            : "";
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%-8s %-4s %-12s %,11.0f payload %,11.0f metadata %,11.0f units%s%s%s",
                name(row.workload()),
                name(row.overlay()),
                row.algorithm().label(),
                row.payload(),
                row.metadata(),
                row.units(),
                settled(row),
                beside,
                judged.misses().isEmpty() ? "" : "  MISSED: " + judged.misses()));
  }

  private static Map<String, Object> line(Study.Judged judged) {
    Study.Row row = judged.row();
    OptionalLong published = row.published();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", "row");
    line.put("study", ICDE19);
    line.put("type", name(row.workload()));
    line.put("topology", name(row.overlay()));
    line.put("algorithm", row.algorithm().label());
    line.put("payloadUnits", rounded(row.payload()));
    line.put("metadataUnits", rounded(row.metadata()));
    line.put("units", rounded(row.units()));
    line.put("published", published.isPresent() ? published.getAsLong() : null);
    line.put("ratio", published.isPresent() ? ratio(row) : null);
    line.put("bytes", rounded(row.bytes()));
    line.put(
        "settledMillis", Double.isNaN(row.settledMillis()) ? null : rounded(row.settledMillis()));
    line.put("misses", judged.misses());
    return line;
  }

  private int end(int rows, int missed, long began) {
    int code = missed == 0 ? SimMain.VALID : SimMain.VIOLATION;
    if (!isJson) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(missed == 0 ? rows + " rows, none missed" : missed + " of " + rows + " missed");
      return code;
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("kind", "summary");
    summary.put("verdict", missed == 0 ? "VALID" : "INVALID");
    summary.put("rows", rows);
    summary.put("missed", missed);
    summary.put("seeds", seeds);
    summary.put("seconds", (System.nanoTime() - began) / 1e9);
    println(summary);
    return code;
  }

  private static String settled(Study.Row row) {
    return Double.isNaN(row.settledMillis())
        ? "          "
        : String.format(Locale.ROOT, " %6.0f ms", row.settledMillis());
  }

  private static double rounded(double mean) {
    return Math.round(mean * 100) / 100.0;
  }

  private static double ratio(Study.Row row) {
    return row.units() / row.published().orElseThrow();
  }

  private void println(Map<String, Object> line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Lines.json(line));
    out.flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
