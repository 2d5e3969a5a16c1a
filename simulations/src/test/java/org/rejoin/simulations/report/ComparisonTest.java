package org.rejoin.simulations.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.report.Comparison.Difference;
import org.rejoin.simulations.report.Comparison.Side;
import org.rejoin.simulations.world.Plants;

class ComparisonTest {
  private final Plan plan = Generator.plan(Scenarios.named("everything").orElseThrow(), 1);

  private static Side plain(Plan plan) {
    return new Side(plan, Plants.NONE);
  }

  @Test
  void of_samePlan_nothing() {
    assertThat(Comparison.of(plain(plan), plain(plan))).isEmpty();
  }

  @Test
  @DisplayName("an operation left out late in the run is found as the first difference")
  void of_lateOperationLeftOut_foundPastTheFirstCheckpoint() {
    List<PlannedOp> ops = new ArrayList<>(plan.ops());
    PlannedOp last = ops.remove(ops.size() - 1);
    Difference found = Comparison.of(plain(plan), plain(plan.withOps(ops)), 1000).orElseThrow();
    assertThat(found.a().atNanos()).isEqualTo(last.atNanos());
    assertThat(found.a().number()).isGreaterThan(2000);
    assertThat(found.a().lines().get(0)).containsAnyOf("takes Update", "takes Fetch", "takes Del");
    assertThat(found.a().hash()).isNotEqualTo(found.b().hash());
  }

  @Test
  @DisplayName("runs of an engine that asks a real clock differ, and the event is shown")
  void of_nondeterministic_found() {
    Plan calm = Generator.plan(Scenarios.named("calm").orElseThrow(), 1);
    Side planted = new Side(calm, Plants.named("unseeded"));
    Difference found = Comparison.of(planted, planted).orElseThrow();
    assertThat(found.a().lines()).isNotEmpty();
    assertThat(found.a().number()).isEqualTo(found.b().number());
  }
}
