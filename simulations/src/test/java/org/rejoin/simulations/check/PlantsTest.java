package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plant;
import org.rejoin.simulations.world.Plants;

/** Every checker finds the bug that was planted for it. */
class PlantsTest {
  @ParameterizedTest
  @CsvSource({
    "ack-unapplied, calm, I3, 1",
    "arrival-order, calm, I1, 1",
    "no-repair, crash-and-return, I2, 1",
    "undone-remove, calm, I4, 1",
    "late-sum, calm, I14, 1",
    "unseeded, calm, I19, 1",
    "count-twice, calm, I11, 1",
    "free-rights, every-type, I12, 1",
    "never-settles, settled, I2, 1",
    "epoch-blind, split-and-heal, I4, 1",
    "mute, split-and-heal, I16, 1",
    "echo, calm, I17, 1",
    "ack-before-barrier, power-loss, I3, 15",
    "reused-id, restored-backup, I5, 1",
    "token-by-sum, wanderers, I10, 1",
    "hoarder, steady-churn, I15, 1",
    "near-only, split-and-heal, I21, 1",
    "gap-closer, tiny-buffers, I21, 2",
    "one-more, calm, I21, 1",
    "no-checksum, hostile-frames, I18, 1",
  })
  @DisplayName("a planted bug turns the verdict red, by the invariant it breaks")
  void run_planted_caught(String name, String scenario, String invariant, long seed) {
    Plan plan = Generator.plan(Scenarios.named(scenario).orElseThrow(), seed);
    RunResult result = Runner.runTwice(plan, Plants.named(name));
    assertThat(result.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(result.violated()).as("%s", result.words()).contains(invariant);
    assertThat(Runner.runTwice(plan, Plants.NONE).verdict()).isEqualTo(Verdict.VALID);
  }

  @Test
  @DisplayName("versions that rot raise an alarm and are mended; those that stay wrong part nodes")
  void run_rotten_mendedUnlessItStays() {
    Plan plan = Generator.plan(Scenarios.named("calm").orElseThrow(), 1);
    RunResult mended = Runner.runTwice(plan, Plants.named("version-rot"));
    assertThat(mended.violated()).as("%s", mended.words()).contains("I1").doesNotContain("I2");
    assertThat(mended.traced()).containsKeys("CorruptionFound", "RotFound", "Replaced");
    RunResult stays = Runner.runTwice(plan, Plants.named("version-rot-stays"));
    assertThat(stays.violated()).as("%s", stays.words()).contains("I1", "I2");
    assertThat(stays.traced()).containsKeys("CorruptionFound").doesNotContainKey("Replaced");
  }

  @ParameterizedTest
  @CsvSource({"cut-too-early, I4", "seal-unheard, I7"})
  @DisplayName("what is forgotten too early is missed within a few dozen seeds")
  void run_forgettingPlanted_caught(String name, String invariant) {
    Scenario scenario = Scenarios.named("forgetting").orElseThrow();
    TreeSet<String> violated = new TreeSet<>();
    for (long seed = 1; seed <= 24 && !violated.contains(invariant); seed++) {
      violated.addAll(Runner.run(Generator.plan(scenario, seed), Plants.named(name)).violated());
    }
    assertThat(violated).contains(invariant);
  }

  @Test
  void all_everyCheckerHasItsPlant() {
    TreeSet<String> caught = new TreeSet<>();
    for (Plant plant : Plants.all()) {
      caught.add(plant.caughtBy());
    }
    assertThat(caught)
        .contains("I1", "I2", "I3", "I4", "I5", "I7", "I8", "I9", "I10", "I11", "I12", "I13", "I14")
        .contains("I15", "I16", "I17", "I18", "I19", "I21");
  }

  @Test
  void named_unknown_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plants.named("none-such"))
        .withMessageContaining("ack-unapplied");
  }
}
