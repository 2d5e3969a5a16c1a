package org.rejoin.benchmarks.antientropy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.benchmarks.BenchMain;
import org.rejoin.benchmarks.ExitCodes;

class AntiEntropyCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int bench(String... args) {
    List<String> all = new ArrayList<>(List.of("anti-entropy", "--json", "--seeds", "1..2"));
    all.addAll(List.of(args));
    PrintStream quiet = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
    return BenchMain.run(all.toArray(String[]::new), results, quiet);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).strip().split("\n")) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  @DisplayName("finds and mends what differs, with fewer bytes by sketches than down the trees")
  void bench_counts() throws IOException {
    assertThat(bench("--keys", "2000", "--differing", "0,1,50")).isEqualTo(ExitCodes.VALID);
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(7);
    for (JsonNode row : lines.subList(0, 6)) {
      assertThat(row.get("falsePositives").asInt()).isZero();
      assertThat(row.get("repairedBytes")).isEqualTo(row.get("minimalBytes"));
    }
    assertThat(lines.get(0).get("metadataBytes").asInt()).as("in sync").isLessThanOrEqualTo(150);
    assertThat(lines.get(2).get("roundTrips").asDouble()).isLessThanOrEqualTo(2.5);
    for (int i = 1; i < 3; i++) {
      assertThat(lines.get(i).get("algorithm").asText()).isEqualTo("rejoin");
      assertThat(lines.get(i).get("metadataBytes").asInt())
          .isLessThan(lines.get(i + 3).get("metadataBytes").asInt());
    }
    assertThat(lines.get(6).get("verdict").asText()).isEqualTo("VALID");
  }

  @Test
  @DisplayName("the planted fault turns the verdict red")
  void bench_planted_isInvalid() throws IOException {
    assertThat(bench("--keys", "200", "--differing", "3", "--plant", "lost-repairs"))
        .isEqualTo(ExitCodes.VIOLATION);
    assertThat(lines().get(2).get("verdict").asText()).isEqualTo("INVALID");
  }

  @Test
  @DisplayName("what cannot be measured is a usage error")
  void bench_wrongUse() {
    for (String[] wrong :
        List.of(
            new String[] {"--keys", "0"},
            new String[] {"--keys", "5", "--differing", "6"},
            new String[] {"--seeds", "2..1"},
            new String[] {"--plant", "nonsense"})) {
      assertThat(bench(wrong)).isEqualTo(ExitCodes.USAGE_OR_INTERNAL);
    }
  }
}
