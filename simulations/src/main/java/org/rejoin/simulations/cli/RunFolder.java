package org.rejoin.simulations.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.report.HtmlReport;
import org.rejoin.simulations.report.Recorder;
import org.rejoin.simulations.report.Trace;
import org.rejoin.simulations.report.TraceJson;

/** The folder of one run: {@code plan.json, results.json, trace.jsonl, report.html}. */
record RunFolder(Path folder) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long SAMPLES = 100;
  private static final long SHORTEST_SAMPLE_NANOS = 20_000_000;

  /** Records a run of this plan; ends it early when asked to. */
  static Recorder recorder(Plan plan, BooleanSupplier isStopped) {
    long heal = plan.config().phases().healNanos();
    return new Recorder(Math.max(SHORTEST_SAMPLE_NANOS, heal / SAMPLES), isStopped);
  }

  Path plan() {
    return folder.resolve("plan.json");
  }

  boolean hasTrace() {
    return Files.isRegularFile(folder.resolve("trace.jsonl"))
        && Files.isRegularFile(folder.resolve("results.json"));
  }

  /** Writes what ran and what came of it. */
  void write(Plan plan, Map<String, Object> results) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(plan(), PlanJson.write(plan), StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("results.json"), Lines.json(results) + "\n", StandardCharsets.UTF_8);
  }

  /** Writes what was recorded. */
  void write(Trace trace) throws IOException {
    TraceJson.write(trace, folder.resolve("trace.jsonl"));
  }

  /** Makes the page of what lies here; returns its file. */
  Path page() throws IOException {
    Plan plan = PlanJson.read(plan());
    JsonNode results = MAPPER.readTree(folder.resolve("results.json").toFile());
    Trace trace = TraceJson.read(folder.resolve("trace.jsonl"));
    Path page = folder.resolve("report.html");
    Files.writeString(page, HtmlReport.of(plan, results, trace), StandardCharsets.UTF_8);
    return page;
  }
}
