package org.rejoin.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SwarmCommandTest extends Cli {
  @TempDir Path directory;

  @Test
  @DisplayName("a short campaign is insufficient, and says what it has not reached")
  void swarm_short_exit2AndTheFieldsThatArePromised() throws IOException {
    assertThat(sim("swarm", "--runs", "4", "--jobs", "1", "--json")).isEqualTo(2);
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(1);
    JsonNode summary = lines.get(0);
    assertThat(summary.get("kind").asText()).isEqualTo("summary");
    assertThat(summary.get("verdict").asText()).isEqualTo("UNKNOWN");
    assertThat(summary.get("runs").asInt()).isEqualTo(4);
    assertThat(summary.get("violations").asInt()).isZero();
    assertThat(summary.get("unknown").asInt()).isZero();
    assertThat(summary.get("medianNodes").asInt()).isBetween(3, 7);
    assertThat(summary.get("medianOps").asInt()).isGreaterThanOrEqualTo(100);
    assertThat(summary.get("medianFaults").asInt()).isPositive();
    assertThat(summary.get("virtualSeconds").asDouble()).isGreaterThan(4);
    assertThat(summary.get("eventsPerSecond").asLong()).isPositive();
    assertThat(summary.get("runsPerSecond").asDouble()).isPositive();
    assertThat(summary.get("ledger").get("key deleted").isIntegralNumber()).isTrue();
    assertThat(summary.get("notReached")).isNotEmpty();
    assertThat(summary.get("byTag").get("consistency").get("runs").asInt()).isPositive();
  }

  @Test
  void swarm_planted_exit1ALineAFailureAndItsReplay() throws IOException {
    String folder = directory.toString();
    assertThat(sim("swarm", "--runs", "60", "--plant", "count-twice", "--json", "--out", folder))
        .isEqualTo(1);
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(2);
    JsonNode failure = lines.get(0);
    assertThat(failure.get("kind").asText()).isEqualTo("failure");
    assertThat(failure.get("violated").toString()).contains("I7");
    String plan = failure.get("plan").asText();
    assertThat(Path.of(plan)).exists();
    assertThat(failure.get("replay").asText())
        .isEqualTo("./rejoin sim replay " + plan + " --plant count-twice");
    assertThat(lines.get(1).get("violations").asInt()).isEqualTo(1);
    out.getBuffer().setLength(0);
    assertThat(sim("replay", plan, "--plant", "count-twice", "--once")).isEqualTo(1);
  }

  @Test
  void swarm_budget_ends() {
    assertThat(sim("swarm", "--budget", "1s", "--jobs", "1", "--seed-from", "77")).isEqualTo(2);
    assertThat(out.toString()).startsWith("UNKNOWN").contains("not reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "swarm",
        "swarm --runs 0",
        "swarm --runs x",
        "swarm --runs 1 --budget 1s",
        "swarm --budget 10",
        "swarm --budget 0s",
        "swarm --runs 1 --jobs 0",
        "swarm --runs 1 --plant none-such",
      })
  void usageErrors_exit3(String line) {
    assertThat(sim(line.split(" "))).isEqualTo(3);
    assertThat(err.toString()).startsWith("sim: ");
    assertThat(out.toString()).isEmpty();
  }
}
