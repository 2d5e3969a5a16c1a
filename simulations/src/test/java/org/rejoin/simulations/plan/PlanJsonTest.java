package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
  private final Plan plan = Generator.plan(Scenarios.named("everything").orElseThrow(), 5);

  @Test
  void read_written_samePlan() {
    String text = PlanJson.write(plan);
    assertThat(PlanJson.read(text)).isEqualTo(plan);
    assertThat(text).contains("\"rejoinPlan\" : 2", "\"atNanos\"", "\"faults\"");
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void read_everyScenario_samePlan(String name) {
    Plan other = Generator.plan(Scenarios.named(name).orElseThrow(), 2);
    assertThat(PlanJson.read(PlanJson.write(other))).isEqualTo(other);
  }

  static List<String> scenarios() {
    return Scenarios.names();
  }

  @Test
  void plan_oneFaultLess_otherDrawsStay() {
    List<PlannedFault> faults = plan.faults();
    assertThat(faults).hasSizeGreaterThan(3);
    assertThat(faults.stream().map(PlannedFault::id).distinct()).hasSameSizeAs(faults);
    assertThat(plan.ops().stream().map(PlannedOp::id).distinct()).hasSameSizeAs(plan.ops());
  }

  @Test
  void plan_faults_withinChaos() {
    long begin = plan.config().phases().warmUpMillis() * 1_000_000;
    long end = plan.config().phases().chaosEndNanos();
    for (PlannedFault fault : plan.faults()) {
      assertThat(fault.atNanos()).isGreaterThanOrEqualTo(begin);
      assertThat(fault.untilNanos()).isLessThanOrEqualTo(end);
    }
  }

  @Test
  void read_otherFormat_refused() {
    String text = PlanJson.write(plan).replace("\"rejoinPlan\" : 2", "\"rejoinPlan\" : 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanJson.read(text))
        .withMessageContaining("rejoinPlan = 3");
  }

  @Test
  void read_nodeOutOfRange_refused() {
    String text = PlanJson.write(plan).replace("\"node\" : 4", "\"node\" : 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanJson.read(text))
        .withMessageContaining("names node 5 of 5");
  }

  @Test
  void read_missingField_refused() {
    String text = PlanJson.write(plan).replaceFirst("\"seed\" : 5,", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlanJson.read(text))
        .withMessageContaining("seed");
  }

  @Test
  void read_garbage_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> PlanJson.read("{\"a\":"));
  }
}
