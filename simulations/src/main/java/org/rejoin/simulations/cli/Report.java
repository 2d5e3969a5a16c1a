package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.report.Trace;

/**
 * Says what came of runs: a line a run and a summary, as JSON or for people. Writes the folder of
 * each run that broke something, and of every run if a directory was asked for; then with its trace
 * and a page.
 */
final class Report {
  private static final Path DEFAULT_DIRECTORY = Path.of(".rejoin", "sim");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean isJson;
  private final @Nullable Path directory;
  private final @Nullable String plant;
  private final boolean isOnce;
  private long runs;
  private long crashPoints;
  private long violations;
  private long unknown;
  private long events;
  private double virtualSeconds;

  Report(
      PrintWriter out,
      PrintWriter err,
      boolean isJson,
      @Nullable Path directory,
      @Nullable String plant,
      boolean isOnce) {
    this.out = out;
    this.err = err;
    this.isJson = isJson;
    this.directory = directory;
    this.plant = plant;
    this.isOnce = isOnce;
  }

  /** Takes in a run; {@code known} is its plan's file if it came from one. */
  void add(Plan plan, RunResult result, @Nullable Path known) throws IOException {
    add(plan, result, known, null);
  }

  /** Takes in a run of which a trace was recorded: writes that, and a page about it. */
  void add(Plan plan, RunResult result, @Nullable Path known, @Nullable Trace trace)
      throws IOException {
    runs++;
    events += result.events();
    virtualSeconds += result.virtualSeconds();
    violations += result.verdict() == Verdict.INVALID ? 1 : 0;
    unknown += result.verdict() == Verdict.UNKNOWN ? 1 : 0;
    Path file = known;
    if (file == null && (directory != null || result.verdict() != Verdict.VALID)) {
      file = write(plan, result, trace);
    }
    Map<String, Object> line = line(result);
    boolean isBad = result.verdict() != Verdict.VALID;
    if (isBad && file != null) {
      line.put("plan", file.toString());
      line.put("replay", replay(file, plant));
    }
    if (isJson) {
      out.println(Lines.json(line));
    } else {
      out.println(sentence(result));
    }
    out.flush();
    if (isBad) {
      result.words().forEach(word -> err.println("  " + word));
      err.println("  replay: " + (file == null ? "" : replay(file, plant)));
      err.flush();
    }
  }

  /** Takes in a run of one crash point; it gets a line only if it broke something. */
  void crashPoint(Plan plan, RunResult result) throws IOException {
    crashPoints++;
    if (result.verdict() == Verdict.INVALID) {
      add(plan, result, null);
    } else {
      runs++;
      events += result.events();
      virtualSeconds += result.virtualSeconds();
    }
  }

  private static String replay(Path file, @Nullable String plant) {
    return "./rejoin sim replay " + file + (plant == null ? "" : " --plant " + plant);
  }

  private Path write(Plan plan, RunResult result, @Nullable Trace trace) throws IOException {
    Path base = directory == null ? DEFAULT_DIRECTORY : directory;
    RunFolder folder = new RunFolder(base.resolve(plan.scenario() + "-" + plan.seed()));
    folder.write(plan, results(result, folder.plan(), plant, isOnce));
    if (trace != null) {
      folder.write(trace);
      err.println("  report: " + folder.page());
    }
    return folder.plan();
  }

  /** What {@code results.json} says. */
  static Map<String, Object> results(
      RunResult result, Path plan, @Nullable String plant, boolean isOnce) {
    Map<String, Object> results = line(result);
    results.put("once", isOnce);
    results.put("replay", replay(plan, plant));
    return results;
  }

  private static Map<String, Object> line(RunResult result) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", "run");
    line.put("scenario", result.scenario());
    line.put("seed", result.seed());
    line.put("verdict", result.verdict().name());
    line.put("violated", result.violated());
    line.put("eventHash", result.eventHash());
    line.put("virtualSeconds", result.virtualSeconds());
    line.put("events", result.events());
    line.put("convergedMillis", result.convergedMillis() < 0 ? null : result.convergedMillis());
    Map<String, Object> bytes = new LinkedHashMap<>();
    bytes.put("delta", result.traffics().deltaBytes());
    bytes.put("repair", result.traffics().repairBytes());
    bytes.put("control", result.traffics().controlBytes());
    line.put("bytes", bytes);
    line.put("operations", operations(result));
    line.put("traced", result.traced());
    line.put("why", result.words());
    return line;
  }

  private static Map<String, Object> operations(RunResult result) {
    Map<String, Object> operations = new LinkedHashMap<>();
    operations.put("ok", result.operations().ok());
    operations.put("failed", result.operations().failed());
    operations.put("unknown", result.operations().unknown());
    return operations;
  }

  private static String sentence(RunResult result) {
    String converged =
        result.convergedMillis() < 0
            ? "never equal again"
            : "equal " + result.convergedMillis() + " ms after the heal";
    return String.format(
        Locale.ROOT,
        "%-7s %s seed %d%s  %s  %s  %.0f virtual s, %d events, ok %d, failed %d, unknown %d",
        result.verdict(),
        result.scenario(),
        result.seed(),
        result.violated().isEmpty() ? "" : " " + result.violated(),
        result.eventHash(),
        converged,
        result.virtualSeconds(),
        result.events(),
        result.operations().ok(),
        result.operations().failed(),
        result.operations().unknown());
  }

  /** Not all runs were made. */
  void interrupted() {
    unknown++;
    err.println("  interrupted: not all runs were made");
  }

  /** Ends the report; returns the exit code. */
  int end(double wallSeconds) {
    Verdict verdict = verdict();
    double seconds = Math.max(wallSeconds, 1e-3);
    if (isJson) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("kind", "summary");
      line.put("verdict", verdict.name());
      line.put("runs", runs);
      if (crashPoints > 0) {
        line.put("crashPoints", crashPoints);
      }
      line.put("violations", violations);
      line.put("unknown", unknown);
      line.put("virtualSeconds", virtualSeconds);
      line.put("events", events);
      line.put("eventsPerSecond", Math.round(events / seconds));
      line.put("wallSeconds", Math.round(wallSeconds * 1000) / 1000.0);
      out.println(Lines.json(line));
    } else {
      out.println(
          String.format(
              Locale.ROOT,
              "%s: %d runs%s, %d with violations, %d unknown, %.0f virtual s in %.1f s",
              verdict,
              runs,
              crashPoints > 0 ? " of " + crashPoints + " crash points" : "",
              violations,
              unknown,
              virtualSeconds,
              wallSeconds));
    }
    out.flush();
    return Lines.exitCode(verdict);
  }

  private Verdict verdict() {
    if (violations > 0) {
      return Verdict.INVALID;
    }
    return unknown > 0 || runs == 0 ? Verdict.UNKNOWN : Verdict.VALID;
  }
}
