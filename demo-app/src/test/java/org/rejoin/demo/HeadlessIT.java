package org.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five real nodes, real cuts; what is judged is what the command prints. */
class HeadlessIT {
  private static final String SMALL = "src/test/resources/small-orders.csv";
  private static final String MALFORMED = "src/test/resources/malformed-orders.csv";
  private static final Path RETAIL = Path.of("..", "..", "shared", "data", "retail");

  private record Run(int exitCode, List<JsonNode> lines) {
    JsonNode summary() {
      return lines.get(lines.size() - 1);
    }
  }

  @Test
  @DisplayName("two files are sold across a cut each: nothing is lost, malformed lines are counted")
  void valid() throws IOException {
    Run run = demo("--orders", SMALL, MALFORMED);
    JsonNode summary = run.summary();
    assertThat(summary.get("verdict").asText()).as("%s", summary).isEqualTo("VALID");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines()).hasSize(3);
    assertThat(summary.get("kind").asText()).isEqualTo("summary");
    assertThat(summary.get("nodes").asInt()).isEqualTo(5);
    assertThat(texts(summary.get("addresses"))).hasSize(5);
    assertThat(summary.get("lines").asLong()).isEqualTo(210);
    assertThat(summary.get("malformed").asLong()).isEqualTo(7);
    assertThat(summary.get("acknowledged").asLong() + summary.get("unknown").asLong())
        .isEqualTo(210);
    assertThat(summary.get("lost").asLong()).isZero();
    assertThat(summary.get("duplicated").asLong()).isZero();
    assertThat(summary.at("/ackedInCut/west").asLong()).isPositive();
    assertThat(summary.at("/ackedInCut/east").asLong()).isPositive();
    assertThat(summary.get("unreachableSeenMillis").size()).isEqualTo(5);
    assertThat(summary.get("differingBeforeHeal").asLong()).isPositive();
    assertThat(texts(summary.get("rootHashes"))).hasSize(1);
    assertThat(summary.get("rootHashes").size()).isEqualTo(5);
    assertThat(summary.get("deltaBytes").asLong()).isPositive();
    assertThat(summary.get("repairBytes").asLong()).isPositive();
    assertThat(summary.at("/conflicts/lww").asLong()).isEqualTo(20);
    assertThat(summary.at("/conflicts/siblings").asLong()).isEqualTo(20);
    assertThat(summary.at("/conflicts/reconciled").asLong()).isEqualTo(20);
  }

  @Test
  @DisplayName("a node killed in the cut, its memory gone, comes back and nothing is lost")
  void kill() throws IOException {
    Run run = demo("--orders", SMALL, "--kill", "e2", "--seed", "2");
    assertThat(run.summary().get("verdict").asText()).as("%s", run.summary()).isEqualTo("VALID");
    assertThat(run.summary().get("unknown").asLong()).isPositive();
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-line", "apply-twice", "skip-repair"})
  @DisplayName("a planted fault is found")
  void plants(String plant) throws IOException {
    Run run = demo("--orders", SMALL, "--plant", plant, "--converge-within", "12");
    assertThat(run.summary().get("verdict").asText()).as("%s", run.summary()).isEqualTo("INVALID");
    assertThat(run.summary().get("violations").size()).isPositive();
    assertThat(run.exitCode()).isEqualTo(1);
    if (plant.equals("drop-line")) {
      assertThat(run.summary().get("lost").asLong()).isEqualTo(1);
    }
    if (plant.equals("apply-twice")) {
      assertThat(run.summary().get("duplicated").asLong()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("generated orders serve when there are no files")
  void generated() throws IOException {
    Run run = demo("--seed", "9");
    assertThat(run.summary().get("verdict").asText()).as("%s", run.summary()).isEqualTo("VALID");
    assertThat(run.summary().get("lines").asLong()).isEqualTo(600);
  }

  @Test
  @DisplayName("a day of real orders is sold across a cut with a killed node")
  void retail() throws IOException {
    Path day = RETAIL.resolve("2010-12-02.csv");
    Assumptions.assumeTrue(Files.exists(day), "no file " + day + ": no real orders to sell");
    Run run = demo("--orders", day.toString(), "--kill", "e2");
    assertThat(run.summary().get("verdict").asText()).as("%s", run.summary()).isEqualTo("VALID");
    assertThat(run.summary().get("lines").asLong()).isEqualTo(2109);
  }

  private static Run demo(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--headless", "--json"));
    arguments.addAll(Arrays.asList(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        DemoMain.run(
            new PrintStream(out, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(json.readTree(line));
    }
    return new Run(code, lines);
  }

  private static Set<String> texts(JsonNode values) {
    Set<String> texts = new HashSet<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }
}
