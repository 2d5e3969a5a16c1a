package org.rejoin.simulations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.study.Algorithm;
import org.rejoin.simulations.study.RetwisStudy;

class StudyCommandTest extends Cli {
  @Test
  @DisplayName("a line an algorithm, then the summary; progress goes elsewhere")
  void json() throws IOException {
    int code =
        sim(
            "study",
            "icde19",
            "--type",
            "GMAP10",
            "--topology",
            "tree",
            "--seeds",
            "1..1",
            "--json");
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(9);
    assertThat(lines.stream().limit(8).map(line -> line.get("algorithm").asText()))
        .containsExactly(
            "state", "scuttlebutt", "delta", "bp", "rr", "bp+rr", "rejoin", "rejoin-pull");
    JsonNode bpRr = lines.get(5);
    assertThat(bpRr.get("published").asLong()).isEqualTo(152_668);
    assertThat(bpRr.get("units").asDouble())
        .isEqualTo(bpRr.get("payloadUnits").asDouble() + bpRr.get("metadataUnits").asDouble());
    assertThat(bpRr.get("settledMillis").asDouble()).isBetween(1_000.0, 8_000.0);
    assertThat(bpRr.get("ratio").asDouble()).isBetween(0.98, 1.02);
    assertThat(lines.get(6).get("published").isNull()).isTrue();
    JsonNode summary = lines.get(8);
    assertThat(summary.get("kind").asText()).isEqualTo("summary");
    boolean isMissed = lines.stream().limit(8).anyMatch(line -> line.get("misses").size() > 0);
    assertThat(summary.get("verdict").asText()).isEqualTo(isMissed ? "INVALID" : "VALID");
    assertThat(code).isEqualTo(isMissed ? SimMain.VIOLATION : SimMain.VALID);
    assertThat(err.toString()).contains("gmap10 tree: bp+rr");
  }

  @Test
  @DisplayName("types without published figures are run; ours keep their targets there too")
  void text() {
    assertThat(
            sim("study", "icde19", "--type", "gcounter", "--topology", "mesh", "--seeds", "3..3"))
        .isEqualTo(SimMain.VALID);
    assertThat(out.toString()).contains("gcounter mesh rejoin-pull", "8 rows, none missed");
  }

  @Test
  @DisplayName("rows of retwis say their exponent, and what misses")
  void retwisLines() throws IOException {
    RetwisStudy.Row row =
        new RetwisStudy.Row(0.75, Algorithm.REJOIN, 1000, 10, 30_000.126, Double.NaN, false);
    RetwisStudy.Judged judged = new RetwisStudy.Judged(row, 0.5, List.of("not converged"));
    new RetwisLines(new PrintWriter(out, true), true).print(judged);
    JsonNode line = lines().get(0);
    assertThat(line.get("type").asText()).isEqualTo("retwis");
    assertThat(line.get("exponent").asDouble()).isEqualTo(0.75);
    assertThat(line.get("units").asDouble()).isEqualTo(1010);
    assertThat(line.get("bytes").asDouble()).isEqualTo(30_000.13);
    assertThat(line.get("settledMillis").isNull()).isTrue();
    assertThat(line.get("misses")).hasSize(1);
    new RetwisLines(new PrintWriter(out, true), false).print(judged);
    assertThat(out.toString()).contains("retwis 0.75 rejoin", "0.500 of bp+rr", "MISSED");
  }

  @Test
  void call_withWhatIsNotThere_isAUsageError() {
    assertThat(sim("study", "icde20")).isEqualTo(SimMain.ERROR);
    assertThat(err.toString()).contains("no study icde20");
    assertThat(sim("study", "icde19", "--type", "retwis", "--topology", "tree"))
        .isEqualTo(SimMain.ERROR);
    assertThat(err.toString()).contains("retwis was run on a mesh");
    assertThat(sim("study", "icde19", "--type", "retwis", "--seeds", "2..1"))
        .isEqualTo(SimMain.ERROR);
    assertThat(sim("study", "icde19", "--type", "gmap11")).isEqualTo(SimMain.ERROR);
    assertThat(sim("study", "icde19", "--seeds", "9..1")).isEqualTo(SimMain.ERROR);
    assertThat(sim("study", "icde19", "--seeds", "0..9999")).isEqualTo(SimMain.ERROR);
    assertThat(sim("study", "icde19", "--topology", "star")).isEqualTo(SimMain.ERROR);
    assertThat(out.toString()).isEmpty();
  }
}
