package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultMakerTest {
  private static final long SECOND = 1_000_000_000L;

  private static Scenario scenario(String fault) {
    return ScenarioReader.read(
        "meta.name = x, cluster { nodes = 5, keyspaces = [{ name = a, type = or-set }] }\n"
            + "faults = [{ "
            + fault
            + " }]\n phases { warm-up = 1 s, chaos = 30 s }");
  }

  private static List<PlannedFault> faults(String fault) {
    return Generator.plan(scenario(fault), 3).faults();
  }

  @Test
  void flapping_periodAndDuty_sameSidesAgainAndAgain() {
    List<PlannedFault> faults =
        faults(
            "kind = partition, shape = halves, start = 2 s, length = 1 s, duty = 0.25, flaps = 4");
    assertThat(faults).hasSize(4);
    assertThat(faults).extracting(f -> f.atNanos() / SECOND).containsExactly(3L, 7L, 11L, 15L);
    assertThat(faults).allMatch(f -> f.nodes().equals(faults.get(0).nodes()));
    assertThat(faults).allMatch(f -> f.forNanos() == SECOND);
  }

  @Test
  void swizzle_oneByOne_andBackInAnotherOrder() {
    List<PlannedFault> faults =
        faults("kind = partition, dynamics = swizzle, size = 4, start = 1 s, length = 8 s");
    assertThat(faults).hasSize(4);
    long lastBegin = faults.get(3).atNanos();
    assertThat(faults).allMatch(f -> f.untilNanos() > lastBegin && f.nodes().size() == 1);
    List<PlannedFault> back =
        faults.stream().sorted(Comparator.comparingLong(PlannedFault::untilNanos)).toList();
    assertThat(back).isNotEqualTo(faults);
    assertThat(back).extracting(PlannedFault::untilNanos).doesNotHaveDuplicates();
  }

  @Test
  void rolling_eachNode_oneAfterTheOther() {
    List<PlannedFault> faults = faults("kind = pause, dynamics = rolling, length = 2 s");
    assertThat(faults).hasSize(5);
    assertThat(faults).extracting(f -> f.nodes().get(0)).doesNotHaveDuplicates();
    for (int i = 1; i < 5; i++) {
      assertThat(faults.get(i).atNanos()).isEqualTo(faults.get(i - 1).untilNanos());
    }
  }

  @Test
  void healOver_parts_endAtDifferentTimes() {
    List<PlannedFault> faults =
        faults("kind = partition, shape = star, length = 2 s, heal-over = \"0 s .. 5 s\"");
    assertThat(faults).hasSize(3);
    assertThat(faults).extracting(PlannedFault::untilNanos).doesNotHaveDuplicates();
  }

  @Test
  void join_fromTheBegin_untilItsStart() {
    List<PlannedFault> faults = faults("kind = join, start = 4 s");
    assertThat(faults).hasSize(1);
    assertThat(faults.get(0).kind()).isEqualTo(FaultKind.ABSENT);
    assertThat(faults.get(0).atNanos()).isZero();
    assertThat(faults.get(0).untilNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void others_specialKinds_areMadeOfPlainOnes() {
    assertThat(faults("kind = mass-restart").get(0).nodes()).hasSize(5);
    assertThat(faults("kind = restart").get(0).forNanos()).isEqualTo(20_000_000);
    assertThat(faults("kind = clock-strobe, factor = 100, length = 1 s, flaps = 4"))
        .extracting(PlannedFault::factor)
        .containsExactly(100.0, -100.0, 100.0, -100.0);
    assertThat(faults("kind = clock-poison").get(0).factor()).isGreaterThan(3e11);
    assertThat(faults("kind = partition, how = jammed").get(0).kind()).isEqualTo(FaultKind.JAM);
    assertThat(faults("kind = partition, how = slowed, factor = 9").get(0).kind())
        .isEqualTo(FaultKind.SLOW);
  }

  @Test
  void ids_allOfOnePlan_differ() {
    List<PlannedFault> faults =
        faults("kind = partition, shape = star, count = 5, length = 10 ms, flaps = 300");
    assertThat(faults).hasSizeGreaterThan(1000);
    assertThat(faults).extracting(PlannedFault::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind = partition, shape = heart               | shape
          kind = partition, how = gently                | how
          kind = partition, dynamics = sometimes        | dynamics
          kind = partition, classes = [gossip]          | gossip
          kind = slow-cpu, factor = 0                   | slow-cpu
          kind = clock-rate, factor = -1                | clock-rate
          kind = partition, period = 2 s, duty = 0.5    | duty
          """)
  void read_bad_refusedWithReason(String fault, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scenario(fault))
        .withMessageContaining(reason);
  }
}
