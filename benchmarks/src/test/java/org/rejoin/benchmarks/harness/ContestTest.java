package org.rejoin.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Turns, faults and samples, without any JVM but this one. */
class ContestTest {
  private static Map<String, List<String>> contenders() {
    Map<String, List<String>> contenders = new LinkedHashMap<>();
    contenders.put("A", List.of("fast", "slow"));
    contenders.put("B", List.of("fast"));
    return contenders;
  }

  @Test
  @DisplayName("Contenders take turns, A B A B, and all their samples count")
  void contendersTakeTurns() {
    List<String> turns = new ArrayList<>();
    Contest contest =
        Contest.of(
            contenders(),
            2,
            (contender, round, measures) -> {
              turns.add(contender + round);
              return measures.stream()
                  .map(measure -> Result.of(measure, List.of(round + 1.0)))
                  .toList();
            });

    assertThat(turns).containsExactly("A0", "B0", "A1", "B1");
    assertThat(contest.samples("A", "slow").sorted()).containsExactly(1.0, 2.0);
    assertThat(contest.samples("A", "slow").median()).isEqualTo(1.5);
    assertThat(contest.samples("A", "slow").spread()).isEqualTo(1 / 1.5);
  }

  @Test
  @DisplayName("What failed once is not tried again, and the rest goes on")
  void faultIsNotTriedAgain() {
    List<List<String>> tried = new ArrayList<>();
    Contest contest =
        Contest.of(
            contenders(),
            2,
            (contender, round, measures) -> {
              tried.add(measures);
              return measures.stream()
                  .map(
                      measure ->
                          measure.equals("slow")
                              ? Result.failed(measure, "too slow", false)
                              : Result.of(measure, List.of(1.0)))
                  .toList();
            });

    assertThat(tried)
        .containsExactly(
            List.of("fast", "slow"), List.of("fast"), List.of("fast"), List.of("fast"));
    assertThat(contest.samples("A", "slow")).isNull();
    assertThat(contest.fault("A", "slow").fault()).isEqualTo("too slow");
  }

  @Test
  @DisplayName("A result survives its way between JVMs")
  void resultRoundTrips() {
    Result figures = Result.of("merge", List.of(1.5, 2.25));
    Result fault = Result.failed("merge", "a \"fault\"\nof two lines", true);

    assertThat(Result.ofLine(figures.toLine())).isEqualTo(figures);
    assertThat(fault.toLine()).doesNotContain("\n");
    assertThat(Result.ofLine(fault.toLine())).isEqualTo(fault);
  }
}
