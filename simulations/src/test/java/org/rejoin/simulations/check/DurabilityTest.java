package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.ScenarioReader;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plants;

/** Disks, power and what is promised about them. */
class DurabilityTest {
  private static final String FEW_WRITES =
      """
      meta { name = few-writes }
      cluster { nodes = 2, groups = 1, keyspaces = [{ name = tags, type = or-set, durable = true }] }
      workload = [{ keyspace = tags, keys = 1, per-second = 20, elements = 3, removes = 0.2
                    levels { local = 1, at-least-2 = 1 } }]
      phases { warm-up = 100 ms, chaos = 700 ms, quiesce = 500 ms }
      """;

  private static final String ROT_AT_REST =
      """
      meta { name = rot-at-rest }
      cluster { nodes = 3, groups = 2, knobs { scrub-keys = %d }, keyspaces = [
        { name = tags, type = or-set, durable = true }
        { name = sales, type = pn-counter, durable = true }] }
      faults = [
        { kind = bit-rot, count = 1, factor = 9, start = "1 s" }
        { kind = power-loss, count = 3, start = "3 s", length = "200 ms" }]
      workload = [
        { keyspace = tags, keys = 9, per-second = 10, elements = 5 }
        { keyspace = sales, keys = 9, per-second = 5 }]
      phases { warm-up = 6 s, chaos = 5 s }
      """;

  /** More disks lose data than hold what was acknowledged. */
  private static final String BEYOND_BUDGET =
      """
      meta { name = beyond-budget }
      cluster { nodes = 3, groups = 2, keyspaces = [
        { name = tags, type = or-set, durable = true }
        { name = sales, type = pn-counter, durable = true }] }
      faults = [
        { kind = restore, count = 3, start = "1 s", length = "2 s" }
        { kind = bit-rot, count = 3, factor = 3, start = "4 s" }
        { kind = lying-barrier, count = 3, start = "4 s", length = "3 s" }
        { kind = power-loss, count = 3, start = "5 s", length = "200 ms" }
        { kind = wipe, count = 2, start = "6 s", length = "1 s" }]
      workload = [
        { keyspace = tags, keys = 2, per-second = 10, deletes = 0.05, elements = 5, removes = 0.3 }
        { keyspace = sales, keys = 2, per-second = 5 }]
      phases { warm-up = 1 s, chaos = 8 s }
      """;

  @Test
  @DisplayName(
      "all nodes lose power at each barrier, with each set of survivors: nothing is missed")
  void crashPoints_few_valid() {
    Plan plan = Generator.plan(ScenarioReader.read(FEW_WRITES), 1);
    CrashPoints points = CrashPoints.of(plan, Plants.NONE);
    int tried = 0;
    for (int moment = 0; moment < points.moments(); moment++) {
      for (Plan one : points.plans(moment)) {
        RunResult result = Runner.run(one, Plants.NONE);
        assertThat(result.violated()).as("%s", result.words()).isEmpty();
        tried++;
      }
    }
    assertThat(points.moments()).isGreaterThan(10);
    assertThat(tried).isGreaterThan(points.moments());
  }

  @Test
  @DisplayName("some crash point finds what acknowledges before its barrier")
  void crashPoints_planted_found() {
    Plants plants = Plants.named("ack-before-barrier");
    CrashPoints points = CrashPoints.of(Generator.plan(ScenarioReader.read(FEW_WRITES), 1), plants);
    TreeSet<String> violated = new TreeSet<>();
    for (int moment = 0; moment < points.moments() && violated.isEmpty(); moment++) {
      for (Plan one : points.plans(moment)) {
        violated.addAll(Runner.run(one, plants).violated());
      }
    }
    assertThat(violated).contains("I3");
  }

  @Test
  @DisplayName(
      "disks are emptied, restored, damaged, full, broken and swapped, and each is noticed")
  void run_restoredBackup_eachNoticed() {
    Scenario scenario = Scenarios.named("restored-backup").orElseThrow();
    TreeSet<String> traced = new TreeSet<>();
    for (long seed = 1; seed <= 6; seed++) {
      RunResult result = Runner.run(Generator.plan(scenario, seed), Plants.NONE);
      assertThat(result.violated()).as("%s", result.words()).isEmpty();
      traced.addAll(result.traced().keySet());
    }
    assertThat(traced)
        .contains(
            "Loaded",
            "RecordRefused",
            "StorageFailed",
            "StoreRefused",
            "Rejected STORE_FULL",
            "Rejected STORE_BROKEN");
  }

  @Test
  @DisplayName("what rots at rest is written anew before a start needs it, if disks are scrubbed")
  void run_rotAtRest_scrubbed() {
    for (int keys : new int[] {0, 60}) {
      TreeSet<String> traced = new TreeSet<>();
      for (long seed = 1; seed <= 3; seed++) {
        Scenario scenario = ScenarioReader.read(ROT_AT_REST.formatted(keys));
        RunResult result = Runner.runTwice(Generator.plan(scenario, seed), Plants.NONE);
        assertThat(result.verdict()).as("%s", result.words()).isEqualTo(Verdict.VALID);
        traced.addAll(result.traced().keySet());
      }
      assertThat(traced.contains("RotFound")).as("%s", traced).isEqualTo(keys > 0);
      assertThat(traced.contains("RecordRefused")).as("%s", traced).isEqualTo(keys == 0);
      assertThat(traced).doesNotContain("CorruptionFound", "Replaced", "SumsWrong");
    }
  }

  @Test
  @DisplayName("a budget without loss destroys fewer disks than hold a write")
  void plan_noLoss_fewDisks() {
    Scenario scenario = Scenarios.named("restored-backup").orElseThrow();
    for (long seed = 1; seed <= 20; seed++) {
      TreeSet<Integer> destroyed = new TreeSet<>();
      Plan plan = Generator.plan(scenario, seed);
      plan.faults().stream()
          .filter(fault -> fault.kind().isDestructive())
          .map(PlannedFault::nodes)
          .forEach(destroyed::addAll);
      assertThat(destroyed).hasSize(1);
      assertThat(plan.faults()).anyMatch(fault -> fault.kind() == FaultKind.WIPE);
    }
  }

  @Test
  @DisplayName("beyond the budget writes are lost, and all else holds: convergence, no invention")
  void run_beyondBudget_graceful() {
    Scenario scenario = ScenarioReader.read(BEYOND_BUDGET);
    for (long seed = 1; seed <= 6; seed++) {
      RunResult result = Runner.runTwice(Generator.plan(scenario, seed), Plants.NONE);
      assertThat(result.verdict()).as("%s", result.words()).isEqualTo(Verdict.VALID);
    }
  }
}
