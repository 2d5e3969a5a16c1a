package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.CrashPoints;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.ScenarioReader;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.report.Recorder;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim run}: plans of one scenario, one a seed. */
@Command(
    name = "run",
    description = "Runs a scenario with one seed or several.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim run crash-and-return",
      "  ./rejoin sim run lossy-links --seeds 1..50 --json",
      "  ./rejoin sim run split-and-heal --plant ack-unapplied",
      "  ./rejoin sim run power-cut --crash-points"
    })
final class RunCommand implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("(-?\\d+)\\.\\.(-?\\d+)");
  private static final long MAX_SEEDS = 1_000_000;
  private static final long SAY_EVERY_NANOS = 10_000_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private Common common;

  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      description = "Name of a scenario, see sim list, or a file in HOCON.")
  private String scenario;

  @ArgGroup(exclusive = true)
  private @Nullable Seeds seeds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write plan, results, trace and a page of each run below this directory.")
  private @Nullable Path directory;

  @Option(
      names = "--crash-points",
      description = {
        "Without the scenario's faults: all nodes lose power before and after each disk",
        "barrier, with each set of the batches under way as survivors."
      })
  private boolean isCrashPoints;

  /** One or several. */
  static final class Seeds {
    @Option(names = "--seed", paramLabel = "N", description = "The seed; 1 if none is given.")
    private @Nullable Long one;

    @Option(names = "--seeds", paramLabel = "A..B", description = "All seeds from A to B.")
    private @Nullable String range;

    /** Picocli makes it. */
    Seeds() {}
  }

  /** Picocli makes it. */
  RunCommand() {}

  private record Range(long from, long to) {}

  @Override
  public Integer call() throws IOException {
    Scenario read = read();
    Range range = range();
    Plants plants = common.plants();
    PrintWriter err = spec.commandLine().getErr();
    Report report =
        new Report(
            spec.commandLine().getOut(),
            err,
            common.isJson(),
            directory,
            common.plant(),
            common.isOnce());
    long began = System.nanoTime();
    long said = began;
    AtomicBoolean isStopped = new AtomicBoolean();
    try (Interrupt interrupt = new Interrupt(() -> isStopped.set(true))) {
      for (long seed = range.from; seed <= range.to && !isStopped.get(); seed++) {
        run(Generator.plan(read, seed), plants, report, isStopped::get);
        if (System.nanoTime() - said > SAY_EVERY_NANOS) {
          said = System.nanoTime();
          err.println("seed " + seed + " of " + range.from + ".." + range.to);
          err.flush();
        }
      }
      if (isStopped.get()) {
        report.interrupted();
      }
      int code = report.end((System.nanoTime() - began) / 1e9);
      interrupt.summaryPrinted();
      return code;
    }
  }

  private void run(Plan plan, Plants plants, Report report, BooleanSupplier isStopped)
      throws IOException {
    if (isCrashPoints) {
      crash(CrashPoints.of(plan, plants), plants, report, isStopped);
    } else if (directory == null) {
      report.add(plan, common.run(plan, plants), null);
    } else {
      Recorder recorder = RunFolder.recorder(plan, isStopped);
      RunResult result = common.run(plan, plants, recorder);
      report.add(plan, result, null, recorder.trace());
    }
  }

  /** Tries all points of a plan up to the first that breaks something, which is reported. */
  private void crash(CrashPoints points, Plants plants, Report report, BooleanSupplier isStopped)
      throws IOException {
    long said = System.nanoTime();
    for (int moment = 0; moment < points.moments() && !isStopped.getAsBoolean(); moment++) {
      for (Plan plan : points.plans(moment)) {
        RunResult result = Runner.run(plan, plants);
        report.crashPoint(plan, result);
        if (result.verdict() == Verdict.INVALID) {
          return;
        }
      }
      if (System.nanoTime() - said > SAY_EVERY_NANOS) {
        said = System.nanoTime();
        PrintWriter err = spec.commandLine().getErr();
        err.println("moment " + moment + " of " + points.moments());
        err.flush();
      }
    }
  }

  private Scenario read() throws IOException {
    Optional<Scenario> named = Scenarios.named(scenario);
    if (named.isPresent()) {
      return named.get();
    }
    Path file = Path.of(scenario);
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "no scenario and no file " + scenario + "; scenarios: " + Scenarios.names());
    }
    return ScenarioReader.read(Files.readString(file, StandardCharsets.UTF_8));
  }

  private Range range() {
    if (seeds == null) {
      return new Range(1, 1);
    }
    if (seeds.one != null) {
      return new Range(seeds.one, seeds.one);
    }
    Matcher matcher = RANGE.matcher(String.valueOf(seeds.range));
    if (matcher.matches()) {
      try {
        long from = Long.parseLong(matcher.group(1));
        long to = Long.parseLong(matcher.group(2));
        if (from <= to && to - from < MAX_SEEDS) {
          return new Range(from, to);
        }
      } catch (NumberFormatException e) {
        throw new ParameterException(spec.commandLine(), "--seeds " + seeds.range, e);
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        "--seeds " + seeds.range + ": write A..B, as in 1..50, at most " + MAX_SEEDS);
  }
}
