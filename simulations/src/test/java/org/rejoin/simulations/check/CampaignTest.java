package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.simulations.plan.DataType;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plants;

/** Every scenario under a table of seeds; {@code -Drejoin.long=true} takes many more. */
class CampaignTest {
  private static final int SEEDS = Boolean.getBoolean("rejoin.long") ? 100 : 10;

  static List<String> scenarios() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  @DisplayName("nothing is violated, and every node has the same in the end")
  void run_everySeed_valid(String name) {
    Scenario scenario = Scenarios.named(name).orElseThrow();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Plan plan = Generator.plan(scenario, seed);
      RunResult result = Runner.run(plan, Plants.NONE);
      assertThat(result.verdict())
          .as("%s seed %d: %s", name, seed, result.words())
          .isEqualTo(Verdict.VALID);
      assertThat(result.operations().ok()).isGreaterThan(plan.ops().size() / 3);
      boolean isJudged = !scenario.config().excused().contains("I2");
      assertThat(result.convergedMillis()).isGreaterThanOrEqualTo(isJudged ? 0 : -1);
    }
  }

  @Test
  @DisplayName("faults do strike: the engine meets gaps, damage, dropped claims, new incarnations")
  void run_faults_strike() {
    assertThat(traced("lossy-links")).contains("GapRefused", "FrameRejected", "ExchangeEnded");
    assertThat(traced("tiny-buffers")).contains("ClaimDropped");
    assertThat(traced("crash-and-return")).contains("PeerMet", "Joined");
    assertThat(traced("streams")).contains("Lost broken stream", "Lost overflow", "Lost down");
    assertThat(traced("narrow-pipes")).contains("Lost inbox", "Lost overflow");
    assertThat(traced("clocks")).contains("ClockAhead");
    assertThat(traced("hostile-frames")).contains("FrameRejected");
    assertThat(traced("forged-frames")).contains("EntryRefused", "CorruptionFound");
    assertThat(traced("forgetting"))
        .contains("cuts decided", "dots forgotten", "delete epochs forgotten", "ids sealed");
    assertThat(traced("wanderers"))
        .as("what no token promises")
        .contains(
            "Own write not read",
            "Read went back",
            "Write held without the one before",
            "Write held without what was read before");
    assertThat(traced("every-type")).as("rights run out").contains("Rejected EDIT_FAILED");
  }

  @Test
  @DisplayName("every data type has a workload in some scenario")
  void everyType_hasAWorkload() {
    TreeSet<DataType> types = new TreeSet<>();
    for (String name : Scenarios.names()) {
      for (KeyspacePlan keyspace : Scenarios.named(name).orElseThrow().config().keyspaces()) {
        types.add(keyspace.type());
      }
    }
    assertThat(types).containsExactlyInAnyOrder(DataType.values());
  }

  private static Set<String> traced(String name) {
    Scenario scenario = Scenarios.named(name).orElseThrow();
    return Runner.run(Generator.plan(scenario, 1), Plants.NONE).traced().keySet();
  }
}
