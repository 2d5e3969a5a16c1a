package org.rejoin.benchmarks.crdt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rejoin.benchmarks.ExitCodes;
import org.rejoin.benchmarks.Report;
import org.rejoin.benchmarks.Row;
import org.rejoin.benchmarks.harness.BenchOptions;
import org.rejoin.benchmarks.harness.Contest;
import org.rejoin.benchmarks.harness.Machine;
import org.rejoin.benchmarks.harness.Pace;
import org.rejoin.benchmarks.harness.Result;
import org.rejoin.benchmarks.harness.Sampler;
import org.rejoin.benchmarks.harness.Samples;
import org.rejoin.benchmarks.harness.TemporaryDirectory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the data types beside Pekko's. Every operation is checked before it is timed. */
@Command(
    name = "crdt",
    description = {
      "Measures the data types beside Pekko's own, operation by operation.",
      "",
      "Size is the number of elements, of replica ids (counters) or of characters (registers).",
      "Every operation is first run and its result compared with what it should be; one that does"
          + " not do its work is reported and never timed. In full it takes well over an hour on"
          + " two cores."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench crdt --quick --json",
      "  ./rejoin bench crdt --only orset.apply --sizes 1000,100000",
      "  ./rejoin bench crdt --only orset --targets",
      "  ./rejoin bench crdt --quick --only orset --plant idle-edit     (ends INVALID)"
    })
public final class CrdtCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private BenchOptions options;

  @Option(
      names = "--only",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only measures that begin so: orset, orset.apply, pncounter.merge.")
  private String only;

  @Option(names = "--targets", description = "Says of each target whether it was met, too.")
  private boolean targets;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Plants a fault that the sanity check must find: idle-edit, idle-apply, stale-digest.")
  private String plantName;

  private final PrintStream out;
  private final PrintStream err;
  private final List<Row> rows = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Prints results to {@code out}, progress to {@code err}. */
  public CrdtCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    try {
      options.check();
      Plant.named(plantName);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    if (Arrays.stream(DataType.values()).allMatch(type -> measures(type).isEmpty())) {
      throw usage("no measure begins with " + only);
    }
    System.setProperty("jmh.ignoreLock", "true");
    long began = System.nanoTime();
    Report report = new Report(out, options.isJson());
    Pace pace = new Pace(options, began);
    List<Step> steps = steps();
    try (TemporaryDirectory directory = TemporaryDirectory.create("rejoin-bench")) {
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        err.println("bench crdt: " + step.type().id() + ", size " + step.size());
        int left = steps.size() - i;
        measure(step.type(), step.size(), directory, pace.runs(left), pace.sampler(left), report);
      }
    }
    if (targets) {
      Targets.of(rows).forEach(report::target);
    }
    String verdict = violations.isEmpty() ? (failures.isEmpty() ? "VALID" : "UNKNOWN") : "INVALID";
    report.summary(summary(report, verdict, System.nanoTime() - began));
    return ExitCodes.of(verdict);
  }

  private CommandLine.ParameterException usage(@Nullable String message) {
    return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(message));
  }

  private List<String> measures(DataType type) {
    return Arrays.stream(Measure.values())
        .filter(measure -> type.has(measure))
        .map(Measure::id)
        .filter(id -> (type.id() + "." + id).startsWith(only))
        .toList();
  }

  private record Step(DataType type, int size) {}

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (DataType type : DataType.values()) {
      for (int size : options.sizes()) {
        if (size <= type.maxSize() && !measures(type).isEmpty()) {
          steps.add(new Step(type, size));
        }
      }
    }
    return steps;
  }

  private void measure(
      DataType type,
      int size,
      TemporaryDirectory directory,
      int runs,
      Sampler sampler,
      Report report) {
    List<String> measures = measures(type);
    Map<String, List<String>> contenders = new LinkedHashMap<>();
    for (Library library : type.libraries()) {
      contenders.put(library.name(), measures);
    }
    Contest.Runner runner =
        options.isQuick()
            ? new CrdtTurns(type, size, directory.path(), plantName, sampler)
            : (library, round, open) -> fork(type, library, size, round, directory.path(), open);
    Contest contest = Contest.of(contenders, runs, runner);
    for (String measure : measures) {
      Row row = row(type, Measure.of(measure), size, contest, runs);
      rows.add(row);
      report.row(row);
    }
    directory.clear();
  }

  private List<Result> fork(
      DataType type, String library, int size, int round, Path directory, List<String> measures) {
    CrdtFork turn =
        new CrdtFork(
            type,
            Library.valueOf(library),
            size,
            round,
            directory,
            plantName,
            options.sampler(),
            measures);
    return options.fork(CrdtFork.class, size).run(turn.toArguments(), measures);
  }

  private Row row(DataType type, Measure measure, int size, Contest contest, int runs) {
    String name = type.id() + "." + measure.id();
    List<String> why = new ArrayList<>();
    for (Library library : type.libraries()) {
      Result fault = contest.fault(library.name(), measure.id());
      if (fault != null) {
        why.add(library + ": " + fault.fault());
        if (library == Library.REJOIN) {
          (fault.isViolation() ? violations : failures).add(type.id() + "." + fault.fault());
        }
      }
    }
    if (!type.libraries().contains(Library.PEKKO)) {
      why.add("Pekko has no such type");
    }
    Samples ours = contest.samples(Library.REJOIN.name(), measure.id());
    Samples theirs = contest.samples(Library.PEKKO.name(), measure.id());
    return new Row(
        name,
        size,
        null,
        ours == null ? null : ours.median(),
        theirs == null ? null : theirs.median(),
        measure.unit(),
        why.isEmpty() ? null : String.join("; ", why),
        Math.max(ours == null ? 0 : ours.spread(), theirs == null ? 0 : theirs.spread()),
        measure.isTimed() ? runs : 1);
  }

  private ObjectNode summary(Report report, String verdict, long nanos) {
    ObjectNode summary = report.newSummary("bench crdt");
    summary.put("verdict", verdict);
    summary.put("quick", options.isQuick());
    summary.put("rows", rows.size());
    summary.put(
        "ahead", rows.stream().filter(row -> row.ratio() != null && row.ratio() >= 1).count());
    summary.put(
        "behind", rows.stream().filter(row -> row.ratio() != null && row.ratio() < 1).count());
    summary.put("withoutPeer", rows.stream().filter(row -> row.peer() == null).count());
    violations.forEach(summary.putArray("violations")::add);
    failures.forEach(summary.putArray("failures")::add);
    summary.put("seconds", Math.round(nanos / 1e8) / 10.0);
    summary.put("arguments", String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    Machine.describe(summary);
    return summary;
  }
}
