package org.rejoin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a user meets it: lines, exit codes, and checks that can fail. */
class BenchMainTest {
  private record Ran(int code, List<JsonNode> lines, String err) {
    JsonNode summary() {
      return lines.get(lines.size() - 1);
    }
  }

  private static Ran run(String... args) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code;
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      code = BenchMain.run(args, outStream, errStream);
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return new Ran(code, lines, err.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("Every type passes its sanity checks in both libraries, and rows carry both figures")
  void everyTypeIsSaneInBothLibraries() throws Exception {
    Ran ran = run("crdt", "--quick", "--json", "--sizes", "10");

    assertThat(ran.summary().get("kind").asText()).isEqualTo("summary");
    assertThat(ran.summary().get("verdict").asText())
        .as(ran.summary().toString())
        .isEqualTo("VALID");
    assertThat(ran.code()).isZero();
    List<JsonNode> rows = ran.lines().subList(0, ran.lines().size() - 1);
    assertThat(rows)
        .extracting(row -> row.get("measure").asText())
        .contains("gcounter.edit-add", "pncounter.merge", "orset.apply-remove-delta")
        .contains("orset.merge-shared", "orset.digest-per-leaf", "orset.heap-beyond-element")
        .contains("ewflag.edit-add", "ormultimap.apply-remove-delta", "mvregister.merge")
        .contains("ormap.digest-upkeep", "lwwregister.state-bytes", "lwwmap.heap-per-element")
        .doesNotContain("gcounter.edit-remove");
    assertThat(rows).allSatisfy(BenchMainTest::isSane);
  }

  private static void isSane(JsonNode row) {
    boolean alone =
        row.get("measure")
            .asText()
            .matches("(rwset|mvregister|dwflag|resettablecounter|boundedcounter)[.].*");
    // A difference of two times may come out as nothing in so short a run.
    boolean maybeNothing = row.get("measure").asText().endsWith(".digest-per-leaf");
    assertThat(row.get("unit").asText()).isIn("ns", "B", "B/key");
    assertThat(row.get("rejoin").isNumber()).as(row.toString()).isTrue();
    if (alone) {
      assertThat(row.get("pekko").isNull()).as(row.toString()).isTrue();
      assertThat(row.get("why").asText()).isEqualTo("Pekko has no such type");
    } else if (!maybeNothing) {
      assertThat(row.get("rejoin").asDouble()).as(row.toString()).isPositive();
      assertThat(row.get("pekko").asDouble()).as(row.toString()).isPositive();
      assertThat(row.get("ratio").asDouble()).as(row.toString()).isPositive();
    }
  }

  @Test
  @DisplayName("A full run measures each contender in JVMs of its own, and reads replicas again")
  void fullRunForks() throws Exception {
    Ran ran =
        run(
            "crdt",
            "--json",
            "--only",
            "orset.apply-add",
            "--sizes",
            "10",
            "--runs",
            "2",
            "--sample-millis",
            "2",
            "--targets");

    assertThat(ran.summary().get("verdict").asText())
        .as(ran.summary().toString())
        .isEqualTo("VALID");
    JsonNode row = ran.lines().get(0);
    assertThat(row.get("measure").asText()).isEqualTo("orset.apply-add-delta");
    assertThat(row.get("runs").asInt()).isEqualTo(2);
    assertThat(row.get("rejoin").asDouble()).isPositive();
    assertThat(row.get("pekko").asDouble()).isPositive();
    assertThat(ran.lines().get(1).get("kind").asText()).isEqualTo("target");
    assertThat(ran.lines().get(1).get("met").isNull()).as("size 1000 was not measured").isTrue();
    assertThat(ran.summary().get("arguments").asText()).startsWith("crdt --json");
    assertThat(ran.summary().get("commit").asText()).isNotEmpty();
  }

  @Test
  @DisplayName("A planted fault is found in a JVM of its own too")
  void plantIsFoundInFork() throws Exception {
    Ran ran =
        run(
            "crdt",
            "--json",
            "--only",
            "gcounter.edit-add",
            "--sizes",
            "10",
            "--runs",
            "1",
            "--plant",
            "idle-edit");

    assertThat(ran.code()).isEqualTo(ExitCodes.VIOLATION);
    assertThat(ran.summary().get("violations").toString()).contains("gcounter.edit-add");
  }

  @Test
  @DisplayName("What is not finished in time has no figure, and says why")
  void limitIsKept() throws Exception {
    Ran ran =
        run(
            "crdt",
            "--json",
            "--only",
            "orset.apply-add",
            "--sizes",
            "1000000",
            "--runs",
            "1",
            "--limit-seconds",
            "1");

    assertThat(ran.code()).isEqualTo(ExitCodes.UNKNOWN);
    assertThat(ran.lines().get(0).get("pekko").isNull()).isTrue();
    assertThat(ran.lines().get(0).get("why").asText()).contains("PEKKO: not finished within 1 s");
    assertThat(ran.summary().get("seconds").asDouble()).isLessThan(60);
  }

  @ParameterizedTest
  @CsvSource({
    "idle-edit, orset.edit-add",
    "idle-edit, lwwmap.edit-remove",
    "idle-apply, orset.apply-add-delta",
    "idle-apply, pncounter.merge",
    "stale-digest, ormap.digest-upkeep"
  })
  @DisplayName("A planted fault turns the sanity check red, and nothing is timed")
  void plantIsFound(String plant, String measure) throws Exception {
    Ran ran =
        run("crdt", "--quick", "--json", "--sizes", "10", "--only", measure, "--plant", plant);

    assertThat(ran.code()).isEqualTo(ExitCodes.VIOLATION);
    assertThat(ran.summary().get("verdict").asText()).isEqualTo("INVALID");
    assertThat(ran.summary().get("violations").toString()).contains(measure);
    assertThat(ran.lines().get(0).get("rejoin").isNull()).isTrue();
    assertThat(ran.lines().get(0).get("why").asText()).contains("REJOIN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zzz",
        "crdt --frobnicate",
        "crdt --quick --only nothing",
        "crdt --quick --sizes 0",
        "crdt --quick --sizes many",
        "crdt --runs 101",
        "crdt --limit-seconds 0",
        "crdt --quick --plant nothing"
      })
  @DisplayName("What cannot be understood prints usage to standard error and exits 3")
  void usageErrorsExitThree(String line) throws Exception {
    Ran ran = run(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ran.code()).isEqualTo(ExitCodes.USAGE_OR_INTERNAL);
    assertThat(ran.err()).contains("Usage: bench");
    assertThat(ran.lines()).isEmpty();
  }
}
