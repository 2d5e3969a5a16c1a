package org.rejoin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RunReportTest {
  @Test
  @DisplayName("the summary has the documented fields; counts are sums, times the slowest")
  void summary() {
    RunReport report =
        new RunReport(
            List.of(
                file(10, OptionalLong.of(700), 5, List.of()),
                file(20, OptionalLong.of(300), 4, List.of())),
            List.of("127.0.0.1:1", "127.0.0.1:2"),
            1000,
            2000);
    Map<String, Object> json = report.summary();
    assertThat(json.keySet())
        .contains(
            "kind",
            "verdict",
            "nodes",
            "addresses",
            "lines",
            "malformed",
            "acknowledged",
            "unknown",
            "lost",
            "duplicated",
            "ackedInCut",
            "cutSeconds",
            "unreachableSeenMillis",
            "differingBeforeHeal",
            "convergedMillis",
            "rootHashes",
            "deltaBytes",
            "repairBytes",
            "conflicts",
            "violations");
    assertThat(json)
        .containsEntry("kind", "summary")
        .containsEntry("verdict", "VALID")
        .containsEntry("lines", 30L)
        .containsEntry("convergedMillis", 700L)
        .containsEntry("ackedInCut", Map.of("west", 6L, "east", 9L))
        .containsEntry("conflicts", Map.of("lww", 20L, "siblings", 20L, "reconciled", 20L));
    assertThat(report.exitCode()).isZero();
  }

  @Test
  @DisplayName("one violation makes a run INVALID, missing evidence UNKNOWN")
  void verdicts() {
    RunReport invalid =
        new RunReport(
            List.of(
                file(10, OptionalLong.of(7), 0, List.of()),
                file(10, OptionalLong.empty(), 3, List.of("roots differ"))),
            List.of(),
            0,
            0);
    assertThat(invalid.exitCode()).isEqualTo(1);
    assertThat(invalid.summary()).containsEntry("convergedMillis", null);
    assertThat(invalid.reasons()).contains("f.csv: roots differ");
    RunReport unknown =
        new RunReport(List.of(file(10, OptionalLong.of(7), 0, List.of())), List.of(), 0, 0);
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.reasons()).containsExactly("f.csv: one side sold nothing in the cut");
    RunReport empty =
        new RunReport(List.of(file(0, OptionalLong.of(7), 0, List.of())), List.of(), 0, 0);
    assertThat(empty.exitCode()).isEqualTo(2);
  }

  private static FileReport file(
      long lines, OptionalLong converged, long east, List<String> violations) {
    return new FileReport(
        "f.csv",
        "by country",
        lines,
        0,
        lines,
        0,
        0,
        0,
        3,
        east,
        2.5,
        Map.of("w1", 2100L),
        8,
        converged,
        Map.of("w1", "aa"),
        new Conflicts(10, 10, 10),
        violations);
  }
}
