package org.rejoin.simulations.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.Scenarios;

class StableDrawsTest {
  @Test
  @DisplayName("a cut too short to stop a frame changes no draw of what comes after it")
  void run_faultWithoutEffect_sameRun() {
    Plan plan = Generator.plan(Scenarios.named("everything").orElseThrow(), 3);
    List<PlannedFault> faults = new ArrayList<>(plan.faults());
    faults.add(
        0,
        new PlannedFault(
            99,
            FaultKind.CUT,
            1_900_000_000L,
            1,
            List.of(0, 1),
            List.of(2, 3, 4),
            false,
            List.of(),
            1));
    String with = Runner.run(plan.withFaults(faults), Plants.NONE).eventHash();
    assertThat(with).isEqualTo(Runner.run(plan, Plants.NONE).eventHash());
  }
}
