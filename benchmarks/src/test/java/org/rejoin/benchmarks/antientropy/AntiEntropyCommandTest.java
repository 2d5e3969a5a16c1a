package org.rejoin.benchmarks.antientropy;

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
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    assertThat(lines).hasSize(Algorithm.values().length * 3 + 1);
    for (JsonNode row : lines.subList(0, 9)) {
      assertThat(row.get("falsePositives").asInt()).isZero();
      assertThat(row.get("repairedBytes")).as(row.toString()).isEqualTo(row.get("minimalBytes"));
    }
    for (JsonNode row : lines.subList(0, lines.size() - 1)) {
      assertThat(row.get("found").asInt()).isGreaterThanOrEqualTo(row.get("differing").asInt());
      assertThat(row.get("missed").asInt()).isZero();
      assertThat(row.get("metadataBytes").asInt()).as(row.toString()).isGreaterThan(30);
    }
    assertThat(lines.get(0).get("metadataBytes").asInt()).as("in sync").isLessThanOrEqualTo(150);
    assertThat(lines.get(2).get("roundTrips").asDouble()).isLessThanOrEqualTo(2.5);
    for (int i = 1; i < 3; i++) {
      assertThat(lines.get(i).get("algorithm").asText()).isEqualTo("rejoin");
      assertThat(lines.get(i).get("metadataBytes").asInt())
          .isLessThan(lines.get(i + 3).get("metadataBytes").asInt());
    }
    JsonNode summary = lines.get(lines.size() - 1);
    assertThat(summary.get("verdict").asText()).isEqualTo("VALID");
    assertThat(summary.get("commit").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"older", "missing", "sibling", "tombstone", "rot"})
  @DisplayName("engines find keys that differ in any way, wherever they are")
  void bench_enginesFindAnyKind(String kind) throws IOException {
    for (String placement : List.of("uniform", "one-prefix", "newest")) {
      out.reset();
      int code =
          bench(
              "--keys",
              "1500",
              "--differing",
              "0,20",
              "--only",
              "rejoin",
              "--kind",
              kind,
              "--placement",
              placement);
      for (JsonNode row : List.of(lines().get(1), lines().get(3))) {
        assertThat(row.get("kind").asText()).isEqualTo(kind);
        assertThat(row.get("found").asDouble()).as(row.toString()).isEqualTo(20);
        assertThat(row.get("falsePositives").asDouble()).as(row.toString()).isZero();
        // Of two writes over the same state, what both have replaced goes neither way.
        assertThat(row.get("repairedBytes").asDouble())
            .as(row.toString())
            .isBetween(
                row.get("minimalBytes").asDouble() * (kind.equals("sibling") ? 0.5 : 1),
                row.get("minimalBytes").asDouble());
      }
      assertThat(code).as(placement).isEqualTo(ExitCodes.VALID);
    }
  }

  @Test
  @DisplayName("a shard that was lost comes back by all algorithms")
  void bench_shardLost() throws IOException {
    assertThat(bench("--keys", "5000", "--placement", "one-shard-lost")).isEqualTo(ExitCodes.VALID);
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(Algorithm.values().length + 1);
    for (JsonNode row : lines.subList(0, Algorithm.values().length)) {
      assertThat(row.get("kind").asText()).isEqualTo("missing");
      assertThat(row.get("differing")).isEqualTo(lines.get(0).get("differing"));
      assertThat(row.get("missed").asInt()).isZero();
    }
  }

  @Test
  @DisplayName("wide items cost the shapes more, and the engines have their own")
  void bench_itemBytes() throws IOException {
    bench("--keys", "2000", "--differing", "10", "--only", "r");
    bench("--keys", "2000", "--differing", "10", "--only", "r", "--item-bytes", "32");
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(10);
    assertThat(lines.get(5)).isNotEqualTo(lines.get(0));
    assertThat(lines.get(5).get("itemBytes").asInt()).isEqualTo(16);
    for (int i = 2; i < 4; i++) {
      assertThat(lines.get(i + 5).get("itemBytes").asInt()).isEqualTo(32);
      assertThat(lines.get(i + 5).get("metadataBytes").asInt())
          .isGreaterThan(lines.get(i).get("metadataBytes").asInt());
    }
  }

  @Test
  @DisplayName("the lines are written as CSV too")
  void bench_csv(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("rows.csv");
    bench("--keys", "300", "--differing", "0,3", "--csv", file.toString());
    List<String> rows = Files.readAllLines(file);
    assertThat(rows).hasSize(1 + 2 * Algorithm.values().length);
    assertThat(rows.get(0)).startsWith("algorithm,keys,differing,found,metadataBytes,");
    int columns = rows.get(0).split(",", -1).length;
    assertThat(rows).allMatch(row -> row.split(",", -1).length == columns);
  }

  @Test
  @DisplayName("the grid has all sizes, kinds and placements, and few cells")
  void grid_isSmall() {
    Scenario any = new Scenario(1, List.of(), Kind.OLDER, Placement.UNIFORM, 16, 1, 3);
    List<Scenario> grid = any.grid();
    assertThat(grid.stream().mapToInt(each -> each.differing().size()).sum())
        .isEqualTo(31)
        .isLessThanOrEqualTo(60);
    assertThat(grid).extracting(Scenario::kind).contains(Kind.values());
    assertThat(grid).extracting(Scenario::placement).contains(Placement.values());
    assertThat(grid).allMatch(each -> each.lastSeed() == 3);
  }

  @Test
  @DisplayName("the planted fault of engines turns the verdict red")
  void bench_planted_isInvalid() throws IOException {
    assertThat(
            bench(
                "--keys", "200", "--differing", "3", "--only", "rejoin", "--plant", "lost-repairs"))
        .isEqualTo(ExitCodes.VIOLATION);
    assertThat(lines().get(2).get("verdict").asText()).isEqualTo("INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"radix-merkle", "whole-tree", "key-digests", "range-based"})
  @DisplayName("the planted fault of a shape turns the verdict red")
  void bench_plantedShape_isInvalid(String shape) throws IOException {
    assertThat(bench("--keys", "200", "--differing", "3", "--only", shape, "--plant", "missed-key"))
        .isEqualTo(ExitCodes.VIOLATION);
    assertThat(lines().get(0).get("missed").asInt()).isEqualTo(1);
    assertThat(lines().get(1).get("verdict").asText()).isEqualTo("INVALID");
  }

  @Test
  @DisplayName("what cannot be measured is a usage error")
  void bench_wrongUse() {
    for (String[] wrong :
        List.of(
            new String[] {"--keys", "0"},
            new String[] {"--keys", "5", "--differing", "6"},
            new String[] {"--seeds", "2..1"},
            new String[] {"--kind", "young"},
            new String[] {"--placement", "nowhere"},
            new String[] {"--placement", "one-shard-lost", "--differing", "3"},
            new String[] {"--placement", "one-shard-lost", "--kind", "older"},
            new String[] {"--item-bytes", "20"},
            new String[] {"--only", "raft"},
            new String[] {"--grid", "--keys", "10"},
            new String[] {"--csv", "/nowhere/rows.csv"},
            new String[] {"--plant", "nonsense"})) {
      assertThat(bench(wrong)).as(String.join(" ", wrong)).isEqualTo(ExitCodes.USAGE_OR_INTERNAL);
      assertThat(out.size()).isZero();
    }
  }
}
