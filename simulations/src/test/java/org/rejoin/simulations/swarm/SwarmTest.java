package org.rejoin.simulations.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.DataType;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;

class SwarmTest {
  private static final int RUNS = Boolean.getBoolean("rejoin.long") ? 4000 : 40;

  private static Swarm.Order order(int runs, int jobs, boolean keepGoing, String only) {
    return new Swarm.Order(
        1, runs, Long.MAX_VALUE, jobs, keepGoing, Optional.of(only).filter(t -> !t.isEmpty()));
  }

  private static List<RunResult> run(Swarm.Order order, Plants plants) {
    List<RunResult> results = new ArrayList<>();
    new Swarm(order, plants).run(outcome -> results.add(outcome.result()));
    return results;
  }

  @Test
  @DisplayName("nothing is violated, each run counts, and what is drawn is varied")
  void run_swarm_validAndCounted() {
    Totals totals = new Totals();
    new Swarm(order(RUNS, 1, true, ""), Plants.NONE)
        .run(
            outcome -> {
              totals.add(outcome);
              assertThat(outcome.result().verdict())
                  .as("seed %d: %s", outcome.plan().seed(), outcome.result().words())
                  .isEqualTo(Verdict.VALID);
              assertThat(outcome.counts()).as("seed %d", outcome.plan().seed()).isTrue();
            });
    assertThat(totals.runs()).isEqualTo(RUNS);
    assertThat(totals.summary(1))
        .containsEntry("violations", 0L)
        .containsEntry("counted", (long) RUNS)
        .containsKeys("medianNodes", "medianOps", "medianFaults", "virtualSeconds", "byTag");
    assertThat(totals.ledger().counts()).hasSizeGreaterThan(30);
    assertThat(totals.ledger().unreached().isEmpty()).isEqualTo(RUNS > 1000);
  }

  @Test
  @DisplayName("two jobs give what one gives, in the same order")
  void run_twoJobs_sameResults() {
    assertThat(run(order(10, 2, true, ""), Plants.NONE))
        .isEqualTo(run(order(10, 1, true, ""), Plants.NONE));
  }

  @Test
  void run_planted_endsAtTheFirstViolationUnlessToldToKeepGoing() {
    Plants plants = Plants.named("count-twice");
    List<RunResult> results = run(order(200, 2, false, ""), plants);
    assertThat(results).hasSizeLessThan(60);
    assertThat(results.get(results.size() - 1).violated()).contains("I7");
    assertThat(results.subList(0, results.size() - 1))
        .allMatch(result -> result.verdict() == Verdict.VALID);
    int further = results.size() + 1;
    assertThat(run(order(further, 1, true, ""), plants)).hasSize(further);
  }

  @Test
  void run_only_hasTheTag() {
    List<TreeSet<String>> tags = new ArrayList<>();
    new Swarm(order(3, 1, true, "pause"), Plants.NONE).run(outcome -> tags.add(outcome.tags()));
    assertThat(tags).hasSize(3).allMatch(tag -> tag.contains("pause"));
  }

  @Test
  void run_stopped_ends() {
    Swarm swarm = new Swarm(order(1000, 1, true, ""), Plants.NONE);
    List<Outcome> outcomes = new ArrayList<>();
    swarm.run(
        outcome -> {
          outcomes.add(outcome);
          swarm.stop();
        });
    assertThat(outcomes).hasSize(1);
    assertThat(swarm.isStopped()).isTrue();
  }

  @Test
  @DisplayName("every type is drawn, some runs have no faults, and a seed always gives one plan")
  void plan_manySeeds_varied() {
    TreeSet<DataType> types = new TreeSet<>();
    int controls = 0;
    int forgetting = 0;
    for (long seed = 1; seed <= 400; seed++) {
      Plan plan = SwarmScenario.plan(seed);
      assertThat(plan.ops()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(100);
      plan.config().keyspaces().forEach(keyspace -> types.add(keyspace.type()));
      controls += plan.faults().isEmpty() ? 1 : 0;
      forgetting += Outcome.isForgetting(plan) ? 1 : 0;
    }
    assertThat(types).containsExactly(DataType.values());
    assertThat(controls).isBetween(5, 40);
    assertThat(forgetting).isBetween(8, 50);
    assertThat(SwarmScenario.plan(7)).isEqualTo(SwarmScenario.plan(7));
  }

  @Test
  void order_outOfBounds_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> order(0, 1, true, ""));
    assertThatIllegalArgumentException().isThrownBy(() -> order(1, 0, true, ""));
  }
}
