package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.swarm.Outcome;
import org.rejoin.simulations.swarm.Totals;

/** Says what came of a campaign: a line a failure, with its plan and how to run it again. */
final class SwarmReport {
  private static final int MAX_WORDS = 3;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean isJson;
  private final Path directory;
  private final @Nullable String plant;
  private final Totals totals = new Totals();

  SwarmReport(
      PrintWriter out, PrintWriter err, boolean isJson, Path directory, @Nullable String plant) {
    this.out = out;
    this.err = err;
    this.isJson = isJson;
    this.directory = directory;
    this.plant = plant;
  }

  Totals totals() {
    return totals;
  }

  void add(Outcome outcome) {
    totals.add(outcome);
    if (outcome.result().verdict() != Verdict.VALID) {
      failure(outcome);
    }
  }

  private void failure(Outcome outcome) {
    Path file = write(outcome);
    String replay = "./rejoin sim replay " + file + (plant == null ? "" : " --plant " + plant);
    List<String> words = outcome.result().words();
    List<String> first = words.subList(0, Math.min(MAX_WORDS, words.size()));
    if (isJson) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("kind", "failure");
      line.put("seed", outcome.plan().seed());
      line.put("verdict", outcome.result().verdict().name());
      line.put("violated", outcome.result().violated());
      line.put("plan", file.toString());
      line.put("replay", replay);
      line.put("why", first);
      out.println(Lines.json(line));
    } else {
      out.println(
          outcome.result().verdict()
              + " seed "
              + outcome.plan().seed()
              + " "
              + outcome.result().violated()
              + "  "
              + replay);
      first.forEach(word -> err.println("  " + word));
      err.flush();
    }
    out.flush();
  }

  private Path write(Outcome outcome) {
    Path folder = directory.resolve(outcome.plan().scenario() + "-" + outcome.plan().seed());
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("plan.json");
      Files.writeString(file, PlanJson.write(outcome.plan()), StandardCharsets.UTF_8);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a plan below " + folder, e);
    }
  }

  /** Ends the report; returns the exit code. */
  int end(double wallSeconds, boolean isInterrupted) {
    List<String> unreached = totals.ledger().unreached();
    Verdict verdict = Verdict.VALID;
    if (totals.violations() > 0) {
      verdict = Verdict.INVALID;
    } else if (totals.unknown() > 0
        || totals.runs() == 0
        || isInterrupted
        || !unreached.isEmpty()) {
      verdict = Verdict.UNKNOWN;
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("kind", "summary");
    summary.put("verdict", verdict.name());
    summary.put("interrupted", isInterrupted);
    summary.putAll(totals.summary(wallSeconds));
    if (isJson) {
      out.println(Lines.json(summary));
    } else {
      sentences(verdict, summary, unreached, isInterrupted);
    }
    out.flush();
    return Lines.exitCode(verdict);
  }

  private void sentences(
      Verdict verdict, Map<String, Object> summary, List<String> unreached, boolean isInterrupted) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s%s: %s runs, %s with violations, %s unknown; median %s nodes, %s operations, %s"
                + " faults; %s virtual s in %s s, %s runs/s, %s events/s",
            verdict,
            isInterrupted ? " (interrupted)" : "",
            summary.get("runs"),
            summary.get("violations"),
            summary.get("unknown"),
            summary.get("medianNodes"),
            summary.get("medianOps"),
            summary.get("medianFaults"),
            summary.get("virtualSeconds"),
            summary.get("wallSeconds"),
            summary.get("runsPerSecond"),
            summary.get("eventsPerSecond")));
    if (!unreached.isEmpty()) {
      out.println("not reached: " + String.join(", ", unreached));
      out.println("more runs reach more; 2000 suffice but for rare luck");
    }
  }
}
