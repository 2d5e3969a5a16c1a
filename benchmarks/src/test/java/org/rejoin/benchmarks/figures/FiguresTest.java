package org.rejoin.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rejoin.benchmarks.BenchMain;
import org.rejoin.benchmarks.ExitCodes;

/** From the lines of a run to the tables of a page. */
class FiguresTest {
  private static final String RUN =
      """
      {"measure":"orset.merge","size":10,"rejoin":1000,"pekko":2500,"unit":"ns","ratio":2.5,"spread":0.1,"runs":3}
      {"measure":"orset.merge","size":1000,"rejoin":999,"pekko":null,"unit":"ns","ratio":null,"spread":0.25,"runs":3}
      {"measure":"orset.state-bytes","size":10,"rejoin":12549,"pekko":5,"unit":"B","ratio":0.0004,"spread":0,"runs":1}
      {"kind":"target","target":"orset.merge","size":1000,"limit":500,"rejoin":999,"unit":"ns","met":false}
      {"kind":"target","target":"orset.merge","size":10,"limit":1000000,"rejoin":null,"unit":"ns","met":null}
      {"kind":"summary","command":"bench crdt","verdict":"VALID","seconds":3.5,"arguments":"crdt --json","date":"2026-01-02","commit":"abc1234","cpu":"A CPU","cores":2,"os":"Linux amd64","java":"17","loadAverage":0.12}
      """;

  private static List<JsonNode> lines(String text) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  @Test
  @DisplayName("Rows become a table a type, sizes its columns; targets say met or missed")
  void rowsBecomeTables() throws Exception {
    String page = Page.of(lines(RUN));

    assertThat(page)
        .startsWith("`./rejoin bench crdt --json`, commit abc1234, 2026-01-02. A CPU, 2 cores")
        .contains("#### orset")
        .contains("| | 10 | 1,000 | spread |")
        .contains("| merge | 1 us / 2.5 us (2.5) | 999 ns / - | 0.25 |")
        .contains("| state-bytes | 12.5 kB / 5 B (0.0004) |  | 0 |")
        .contains("| orset.merge | 1,000 | 500 ns | 999 ns | **missed** |")
        .contains("| orset.merge | 10 | 1 ms | - | not measured |");
  }

  @Test
  @DisplayName("Libraries become rows, ours above them")
  void librariesBecomeRows() throws Exception {
    String run =
        """
        {"measure":"collections.get","size":10,"library":"vavr HashMap","peer":20,"rejoin":10,"pekko":null,"unit":"ns","ratio":2,"spread":0}
        {"measure":"collections.get","size":10,"library":"JDK","peer":5,"rejoin":10,"pekko":null,"unit":"ns","ratio":0.5,"spread":0}
        {"kind":"summary","command":"bench collections"}
        """;

    assertThat(Page.of(lines(run)))
        .contains("#### collections.get")
        .contains("| Rejoin | 10 ns |")
        .contains("| vavr HashMap | 20 ns |");
  }

  @Test
  @DisplayName("A run that did not end is refused")
  void unfinishedRunIsRefused() throws Exception {
    List<JsonNode> cut = lines(RUN).subList(0, 3);

    assertThatThrownBy(() -> Page.of(cut)).hasMessageContaining("the run did not end");
  }

  @Test
  @DisplayName(
      "The page keeps what is not between the marks, and a page without them is left alone")
  void pageIsRenewed(@TempDir Path directory) throws Exception {
    Path run = Files.writeString(directory.resolve("run.jsonl"), RUN);
    String before = "# Title\n<!-- figures: bench crdt -->\nold\n<!-- end of figures -->\nrest\n";
    Path page = Files.writeString(directory.resolve("page.md"), before);

    assertThat(bench("figures", run.toString(), "--into", page.toString())).isZero();
    String renewed = Files.readString(page);
    assertThat(bench("figures", run.toString(), "--into", page.toString())).isZero();

    assertThat(renewed).startsWith("# Title\n<!-- figures: bench crdt -->\n`./rejoin bench crdt");
    assertThat(renewed).endsWith("|\n<!-- end of figures -->\nrest\n").doesNotContain("old");
    assertThat(Files.readString(page)).isEqualTo(renewed);

    Path other = Files.writeString(directory.resolve("other.md"), "no marks");
    assertThat(bench("figures", run.toString(), "--into", other.toString()))
        .isEqualTo(ExitCodes.USAGE_OR_INTERNAL);
    assertThat(Files.readString(other)).isEqualTo("no marks");
  }

  @Test
  @DisplayName("Runs of one command that measured different types stand one after the other")
  void runsOfOneCommand(@TempDir Path directory) throws Exception {
    Path first = Files.writeString(directory.resolve("first.jsonl"), RUN);
    Path second =
        Files.writeString(directory.resolve("second.jsonl"), RUN.replace("orset", "gset"));
    Path page =
        Files.writeString(
            directory.resolve("page.md"),
            "<!-- figures: bench crdt -->\n<!-- end of figures -->\n");

    assertThat(bench("figures", first.toString(), second.toString(), "--into", page.toString()))
        .isZero();

    assertThat(Files.readString(page)).containsSubsequence("#### orset", "#### gset");
  }

  private static int bench(String... args) {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return BenchMain.run(args, nowhere, nowhere);
  }
}
