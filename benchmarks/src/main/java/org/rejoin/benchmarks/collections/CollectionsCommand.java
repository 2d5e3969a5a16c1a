package org.rejoin.benchmarks.collections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
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
import org.rejoin.benchmarks.harness.Turn;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures persistent maps: the one under the data types beside those of libraries. */
@Command(
    name = "collections",
    description = {
      "Measures persistent maps: our own beside those of libraries and copies of the JDK's.",
      "",
      "Size is the number of keys. Every operation is checked before it is timed."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench collections --quick --json",
      "  ./rejoin bench collections --only collections.merge --sizes 100000"
    })
public final class CollectionsCommand implements Callable<Integer> {
  private static final String OURS = Candidate.REJOIN.name();
  private static final String NO_PEER = "a collection, which Pekko's types take from Scala";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Mixin private BenchOptions options;

  @Option(
      names = "--only",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only measures that begin so: collections.get, collections.merge.")
  private String only;

  private final PrintStream out;
  private final PrintStream err;
  private final List<String> violations = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Prints results to {@code out}, progress to {@code err}. */
  public CollectionsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    List<String> measures =
        Arrays.stream(MapMeasure.values())
            .map(MapMeasure::id)
            .filter(id -> id.startsWith(only))
            .toList();
    if (measures.isEmpty()) {
      throw usage("no measure begins with " + only);
    }
    try {
      options.check();
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
    System.setProperty("jmh.ignoreLock", "true");
    long began = System.nanoTime();
    Report report = new Report(out, options.isJson());
    Pace pace = new Pace(options, began);
    List<Integer> sizes = options.sizes();
    for (int i = 0; i < sizes.size(); i++) {
      err.println("bench collections: size " + sizes.get(i));
      int left = sizes.size() - i;
      // A step here has all candidates in it.
      int steps = left * Candidate.values().length;
      measure(sizes.get(i), measures, pace.runs(steps), pace.sampler(steps), report);
    }
    String verdict = violations.isEmpty() ? (failures.isEmpty() ? "VALID" : "UNKNOWN") : "INVALID";
    report.summary(summary(report, verdict, System.nanoTime() - began));
    return ExitCodes.of(verdict);
  }

  private CommandLine.ParameterException usage(@Nullable String message) {
    return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(message));
  }

  private void measure(int size, List<String> measures, int runs, Sampler sampler, Report report) {
    Map<String, List<String>> contenders = new LinkedHashMap<>();
    for (Candidate candidate : Candidate.values()) {
      contenders.put(candidate.name(), measures);
    }
    Contest contest =
        Contest.of(
            contenders,
            runs,
            (contender, round, open) -> turn(Candidate.valueOf(contender), size, sampler, open));
    for (String measure : measures) {
      for (Candidate candidate : Candidate.values()) {
        if (candidate != Candidate.REJOIN) {
          report.row(row(MapMeasure.of(measure), size, candidate, contest, runs));
        }
      }
      note(contest.fault(OURS, measure));
    }
  }

  private List<Result> turn(Candidate candidate, int size, Sampler sampler, List<String> measures) {
    if (options.isQuick()) {
      List<Result> results = new ArrayList<>();
      Turn.run(() -> candidate.workload(size), measures, sampler, results::add);
      return results;
    }
    CollectionsFork fork = new CollectionsFork(candidate, size, sampler, measures);
    return options.fork(CollectionsFork.class, size).run(fork.toArguments(), measures);
  }

  private Row row(MapMeasure measure, int size, Candidate candidate, Contest contest, int runs) {
    Samples ours = contest.samples(OURS, measure.id());
    Samples theirs = contest.samples(candidate.name(), measure.id());
    Result fault = contest.fault(candidate.name(), measure.id());
    return new Row(
        measure.id(),
        size,
        candidate.title(),
        ours == null ? null : ours.median(),
        theirs == null ? null : theirs.median(),
        measure.unit(),
        fault == null ? NO_PEER : candidate + ": " + fault.fault(),
        Math.max(ours == null ? 0 : ours.spread(), theirs == null ? 0 : theirs.spread()),
        measure.isTimed() ? runs : 1);
  }

  private void note(@Nullable Result fault) {
    if (fault != null) {
      (fault.isViolation() ? violations : failures).add(fault.measure() + ": " + fault.fault());
    }
  }

  private ObjectNode summary(Report report, String verdict, long nanos) {
    ObjectNode summary = report.newSummary("bench collections");
    summary.put("verdict", verdict);
    summary.put("quick", options.isQuick());
    violations.forEach(summary.putArray("violations")::add);
    failures.forEach(summary.putArray("failures")::add);
    summary.put("seconds", Math.round(nanos / 1e8) / 10.0);
    summary.put("arguments", String.join(" ", spec.commandLine().getParseResult().originalArgs()));
    Machine.describe(summary);
    return summary;
  }
}
