package org.rejoin.simulations.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.world.Plants;

class HtmlReportTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long SAMPLE_NANOS = 200_000_000;

  private static Plan plan(String scenario) {
    return Generator.plan(Scenarios.named(scenario).orElseThrow(), 1);
  }

  private static ObjectNode results(RunResult result) {
    ObjectNode results = MAPPER.createObjectNode();
    results.put("verdict", result.verdict().name());
    results.put("eventHash", result.eventHash());
    results.put("events", result.events());
    results.put("replay", "./rejoin sim replay plan.json");
    results.set("violated", MAPPER.valueToTree(result.violated()));
    results.set("why", MAPPER.valueToTree(result.words()));
    results.set("traced", MAPPER.valueToTree(result.traced()));
    results.set("operations", MAPPER.valueToTree(Map.of("ok", result.operations().ok())));
    return results;
  }

  private static String page(Plan plan, Plants plants) {
    Recorder recorder = new Recorder(SAMPLE_NANOS, () -> false);
    RunResult result = Runner.run(plan, plants, recorder);
    return HtmlReport.of(plan, results(result), recorder.trace());
  }

  @Test
  @DisplayName(
      "one file says all: verdict, story, diagram with its cone, a table beside each chart")
  void of_violatedRun_everythingInOneFile() {
    String page = page(plan("split-and-heal"), Plants.named("epoch-blind"));
    assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000_000);
    String withoutScript = page.substring(0, page.indexOf("<script>"));
    assertThat(withoutScript)
        .contains("\u2717 INVALID", "split-and-heal", "./rejoin sim replay plan.json")
        .contains("How it came about", "applies op", "Space and time", "Lost, stale, resurrected")
        .contains("class=\"mark violation cone\"", "class=\"msg delta", "data-before=")
        .contains("\u2717 broken", "no acknowledged write is lost");
    assertThat(withoutScript.split("<figure>", -1)).hasSize(6);
    assertThat(withoutScript.split("<table>", -1)).hasSizeGreaterThanOrEqualTo(7);
    assertThat(page).doesNotContain("http:", "https:", "<link", "src=", "@import", "url(");
    assertThat(page).doesNotContain("Truncated");
  }

  @Test
  void of_validRun_saysSo() {
    String page = page(plan("calm"), Plants.NONE);
    assertThat(page).contains("\u2713 VALID", "Nothing broke", "<p>None.</p>");
    assertThat(page).doesNotContain("How it came about", "\u2717 broken");
  }

  @Test
  @DisplayName("what clients name cannot become part of the page")
  void of_hostileNames_escaped() {
    Plan calm = plan("calm");
    String hostile = "\"><script>alert(1)</script>";
    List<PlannedOp> ops =
        LongStream.range(0, 3)
            .mapToObj(
                id -> {
                  OpBody body =
                      new OpBody(Verb.ADD, "tags", hostile, hostile, "", 0, "local", 2000);
                  return new PlannedOp(id, (3 + id) * 1_000_000_000, 0, 0, body);
                })
            .toList();
    String page = page(calm.withOps(ops), Plants.NONE);
    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
  }

  @Test
  @DisplayName("what was dropped is said aloud, and the page stays small")
  void of_truncatedTrace_saysSo() {
    Plan plan = plan("calm");
    Recorder recorder = new Recorder(SAMPLE_NANOS, () -> false);
    RunResult result = Runner.run(plan, Plants.NONE, recorder);
    Trace cut = new Trace(recorder.trace().rows().subList(0, 2000), 12_345);
    assertThat(HtmlReport.of(plan, results(result), cut))
        .contains("Truncated: 12345 rows of the trace were dropped");
  }

  @Test
  @DisplayName("a run that is stopped half-way is unknown, not violated, and has its page")
  void of_stoppedRun_unknown() {
    Plan plan = plan("everything");
    int[] asked = {0};
    Recorder recorder = new Recorder(SAMPLE_NANOS, () -> ++asked[0] > 4000);
    RunResult result = Runner.runTwice(plan, Plants.NONE, recorder);
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.violated()).isEmpty();
    assertThat(result.words()).anyMatch(word -> word.startsWith("the run was stopped at"));
    assertThat(HtmlReport.of(plan, results(result), recorder.trace()))
        .contains("? UNKNOWN", "the run was stopped at");
  }
}
