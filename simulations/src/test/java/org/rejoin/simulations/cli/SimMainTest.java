package org.rejoin.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rejoin.simulations.plan.Scenarios;

class SimMainTest extends Cli {
  @TempDir Path directory;

  @Test
  void run_valid_exit0AndTheFieldsThatArePromised() throws IOException {
    assertThat(sim("run", "calm", "--seeds", "3..4", "--json")).isZero();
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(3);
    JsonNode run = lines.get(0);
    assertThat(run.get("scenario").asText()).isEqualTo("calm");
    assertThat(run.get("seed").asLong()).isEqualTo(3);
    assertThat(run.get("verdict").asText()).isEqualTo("VALID");
    assertThat(run.get("violated")).isEmpty();
    assertThat(run.get("eventHash").asText()).matches("[0-9a-f]{32}");
    assertThat(run.get("virtualSeconds").asDouble()).isGreaterThan(10);
    assertThat(run.get("events").asLong()).isGreaterThan(1000);
    assertThat(run.get("convergedMillis").isIntegralNumber()).isTrue();
    assertThat(run.get("bytes").get("delta").asLong()).isPositive();
    assertThat(run.get("bytes").has("repair")).isTrue();
    assertThat(run.get("bytes").get("control").asLong()).isPositive();
    JsonNode summary = lines.get(2);
    assertThat(summary.get("kind").asText()).isEqualTo("summary");
    assertThat(summary.get("verdict").asText()).isEqualTo("VALID");
    assertThat(summary.get("runs").asInt()).isEqualTo(2);
  }

  @Test
  void run_planted_exit1PlanWrittenAndReplayed() throws IOException {
    String folder = directory.toString();
    assertThat(sim("run", "calm", "--plant", "count-twice", "--json", "--out", folder))
        .isEqualTo(1);
    JsonNode run = lines().get(0);
    Path plan = Path.of(run.get("plan").asText());
    assertThat(plan).isEqualTo(directory.resolve("calm-1").resolve("plan.json")).exists();
    assertThat(plan.resolveSibling("results.json")).exists();
    assertThat(run.get("replay").asText())
        .isEqualTo("./rejoin sim replay " + plan + " --plant count-twice");
    assertThat(err.toString()).contains("I7 at", run.get("replay").asText());
    String hash = run.get("eventHash").asText();
    out.getBuffer().setLength(0);
    assertThat(sim("replay", plan.toString(), "--plant", "count-twice", "--json")).isEqualTo(1);
    assertThat(lines().get(0).get("eventHash").asText()).isEqualTo(hash);
    assertThat(sim("replay", plan.toString())).isZero();
  }

  @Test
  void run_nothingAcknowledged_exit2() throws IOException {
    Path file = directory.resolve("idle.conf");
    Files.writeString(
        file,
        """
        meta.name = idle
        cluster { nodes = 3, keyspaces = [{ name = tags, type = or-set }] }
        phases { warm-up = 1 s, chaos = 1 s }
        """,
        StandardCharsets.UTF_8);
    assertThat(sim("run", file.toString(), "--out", directory.toString())).isEqualTo(2);
    assertThat(out.toString()).contains("UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "run",
        "run no-such-scenario",
        "run calm --sead 1",
        "run calm --seed x",
        "run calm --seed 1 --seeds 1..2",
        "run calm --seeds 5..1",
        "run calm --seeds 1-5",
        "run calm --plant none-such",
        "replay",
        "replay no-such-plan.json",
        "shrink",
        "shrink no-such-plan.json",
        "explain no-such-plan.json",
        "diff no-such-plan.json",
      })
  void usageErrors_exit3(String line) {
    assertThat(sim(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(3);
    assertThat(err.toString()).startsWith("sim: ");
    assertThat(out.toString()).isEmpty();
  }

  private String planted() throws IOException {
    assertThat(
            sim("run", "calm", "--plant", "count-twice", "--out", directory.toString(), "--once"))
        .isEqualTo(1);
    out.getBuffer().setLength(0);
    return directory.resolve("calm-1").resolve("plan.json").toString();
  }

  @Test
  void shrink_planted_exit1SmallPlanStoryAndTest() throws IOException {
    String plan = planted();
    assertThat(sim("shrink", plan, "--plant", "count-twice", "--runs", "300", "--json"))
        .isEqualTo(1);
    JsonNode summary = lines().get(0);
    assertThat(summary.get("invariant").asText()).isEqualTo("I7");
    assertThat(summary.get("events").asInt()).isEqualTo(1);
    Path small = Path.of(summary.get("plan").asText());
    assertThat(small.resolveSibling("story.txt")).content().contains("I7", "applies op");
    assertThat(small.resolveSibling("Calm1I7Test.java"))
        .content()
        .contains("class Calm1I7Test", "src/test/resources/plans/calm-1-i7.json");
    assertThat(sim("replay", small.toString(), "--plant", "count-twice")).isEqualTo(1);
    assertThat(sim("shrink", small.toString())).as("without the bug").isZero();
  }

  @Test
  void explain_planted_exit1TheStory() throws IOException {
    String plan = planted();
    assertThat(sim("explain", plan, "--plant", "count-twice", "--json")).isEqualTo(1);
    List<JsonNode> lines = lines();
    assertThat(lines.get(0).get("kind").asText()).isEqualTo("sentence");
    JsonNode summary = lines.get(lines.size() - 1);
    assertThat(summary.get("kind").asText()).isEqualTo("summary");
    assertThat(summary.get("first").asText()).isEqualTo("I7");
    out.getBuffer().setLength(0);
    assertThat(sim("explain", plan)).isZero();
    assertThat(out.toString()).contains("Nothing was violated");
  }

  @Test
  void report_folders_pageOfWhatRanAndOfABarePlan() throws IOException {
    assertThat(sim("run", "calm", "--once", "--out", directory.toString())).isZero();
    Path folder = directory.resolve("calm-1");
    assertThat(folder.resolve("trace.jsonl")).exists();
    assertThat(folder.resolve("report.html")).content().contains("VALID");
    out.getBuffer().setLength(0);
    Path bare = Files.createDirectory(directory.resolve("bare"));
    Files.copy(folder.resolve("plan.json"), bare.resolve("plan.json"));
    assertThat(sim("report", folder.toString(), bare.toString(), "--json")).isZero();
    assertThat(lines()).hasSize(3);
    assertThat(bare.resolve("report.html")).content().contains("VALID");
    assertThat(sim("report", directory.resolve("nowhere").toString())).isEqualTo(3);
  }

  @Test
  void diff_withAndWithoutBug_exit1BothEvents() throws IOException {
    String plan = planted();
    assertThat(sim("diff", plan, "--plant", "count-twice", "--json")).isEqualTo(1);
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("event").asLong()).isEqualTo(lines.get(1).get("event").asLong());
    assertThat(lines.get(0).get("lines")).isNotEqualTo(lines.get(1).get("lines"));
    assertThat(sim("diff", plan, plan)).isZero();
  }

  @Test
  void replay_notAPlan_exit3() throws IOException {
    Path file = directory.resolve("plan.json");
    Files.writeString(file, "{}", StandardCharsets.UTF_8);
    assertThat(sim("replay", file.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("not a plan");
  }

  @Test
  void list_json_everyScenarioWithItsStory() throws IOException {
    assertThat(sim("list", "--json")).isZero();
    List<String> names = new ArrayList<>();
    for (JsonNode line : lines()) {
      if (line.get("kind").asText().equals("scenario")) {
        names.add(line.get("name").asText());
        assertThat(line.get("story").asText()).isNotEmpty();
      }
    }
    assertThat(names).isEqualTo(Scenarios.names());
  }

  @Test
  void help_exit0WithExamples() {
    assertThat(sim("--help")).isZero();
    assertThat(out.toString()).contains("Examples", "./rejoin sim run");
  }
}
