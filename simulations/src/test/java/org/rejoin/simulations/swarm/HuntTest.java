package org.rejoin.simulations.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plant;
import org.rejoin.simulations.world.Plants;

class HuntTest {
  /** One of the first seeds that a hunt tries; another generator may need others. */
  @ParameterizedTest
  @CsvSource({
    "ack-before-barrier, 26",
    "ack-unapplied, 1",
    "amnesia, 1",
    "arrival-order, 12",
    "boundless, 57",
    "count-twice, 15",
    "cut-too-early, 25",
    "drift-blind, 8",
    "echo, 3",
    "epoch-blind, 2",
    "first-come, 24",
    "free-rights, 10",
    "gap-closer, 1",
    "hoarder, 16",
    "late-sum, 1",
    "mute, 1",
    "near-only, 5",
    "never-settles, 33",
    "no-backoff, 2",
    "no-checksum, 1",
    "no-repair, 1",
    "one-more, 1",
    "order-hash, 1",
    "over-gap, 1",
    "repeats-repair, 2",
    "reused-id, 2",
    "rights-twice, 56",
    "seal-unheard, 25",
    "stale-repair, 1",
    "token-by-sum, 44",
    "trusts-length, 1",
    "undone-remove, 16",
    "unseeded, 1",
    "wall-clock, 22",
  })
  @DisplayName("the swarm's own plans find each planted bug, by the invariant that has to")
  void plan_planted_caught(String name, long seed) {
    Plant plant =
        Plants.all().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    Plan plan = SwarmScenario.plan(seed);
    assertThat(Runner.breaks(plan, Plants.named(name), plant.caughtBy())).isTrue();
    assertThat(Runner.breaks(plan, Plants.NONE, plant.caughtBy())).isFalse();
  }

  @Test
  @DisplayName("a write over what came by repair is stamped later: without clocks there it was not")
  void plan_repairedThenOverwritten_stampedLater() {
    assertThat(Runner.breaks(SwarmScenario.plan(372), Plants.NONE, "I13")).isFalse();
  }

  @Test
  void run_easyPrey_foundInEveryRange() {
    Plant plant =
        Plants.all().stream().filter(p -> p.name().equals("over-gap")).findFirst().orElseThrow();
    Hunt.Found found = new Hunt(plant, 20).run();
    assertThat(found.seeds()).hasSize(Hunt.RANGES).isSorted();
    assertThat(found.median()).isBetween(1L, 20L);
    assertThat(found.first()).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> new Hunt(plant, 0));
  }
}
