package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plants;

class MetadataTest {
  private static List<String> found(Plants plants) {
    Plan plan = Generator.plan(Scenarios.named("steady-churn").orElseThrow(), 1);
    List<String> found = new ArrayList<>();
    Watch watch =
        new Watch() {
          @Override
          public void violated(Violation violation) {
            if (violation.invariant().equals("I15")) {
              found.add(violation.what());
            }
          }
        };
    Runner.run(plan, plants, watch);
    return found;
  }

  @Test
  @DisplayName("tombstones that nobody collects show in the size of a key and in its growth")
  void run_hoarder_tooLargeAndGrowing() {
    assertThat(found(Plants.named("hoarder")))
        .anyMatch(what -> what.contains("at most"))
        .anyMatch(what -> what.contains("grew by"));
    assertThat(found(Plants.NONE)).isEmpty();
  }

  @Test
  void trend_line_itsSlope() {
    Trend trend = Trend.of(List.of(1.0, 3.1, 5.0, 6.9, 9.0));
    assertThat(trend.slope()).isCloseTo(1.98, within(1e-9));
    assertThat(trend.surelyAtLeast()).isBetween(1.5, 1.98);
  }

  @Test
  void trend_noise_noGrowth() {
    assertThat(Trend.of(List.of(5.0, 9.0, 4.0, 8.0, 6.0, 9.5, 4.5)).surelyAtLeast()).isZero();
    assertThat(Trend.of(List.of(9.0, 7.0, 5.0, 3.0)).surelyAtLeast()).isZero();
    assertThatIllegalArgumentException().isThrownBy(() -> Trend.of(List.of(1.0, 2.0)));
  }
}
