package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.ScenarioReader;
import org.rejoin.simulations.swarm.SwarmScenario;
import org.rejoin.simulations.world.Plants;

/** What swarms found wrong with the simulated world, cut down to what it takes. */
class FoundTest {
  private static RunResult run(String scenario, long seed) {
    return Runner.run(Generator.plan(ScenarioReader.read(scenario), seed), Plants.NONE);
  }

  @Test
  @DisplayName("after swaps of disks that overlap every node has its own disk again")
  void overlappingSwaps_areSortedOut() {
    String twoSwaps =
        """
        meta { name = two-swaps }
        cluster { nodes = 3, keyspaces = [{ name = sets, type = or-set, durable = true }] }
        faults = [
          { kind = swap, count = 2, start = 500 ms, length = 600 ms }
          { kind = swap, count = 2, start = 800 ms, length = 900 ms }
        ]
        workload = [{ keyspace = sets, keys = 3, per-second = 20 }]
        phases { warm-up = 300 ms, chaos = 2 s, quiesce = 4 s }
        """;
    for (long seed : new long[] {1, 2, 4, 6, 8}) {
      RunResult result = run(twoSwaps, seed);
      assertThat(result.verdict()).as(result.words().toString()).isEqualTo(Verdict.VALID);
    }
  }

  @Test
  @DisplayName("an empty disk in the place of another is not taken into use, and comes back")
  void wipedAndSwapped_comesBack() {
    String wipedAndSwapped =
        """
        meta { name = wiped-and-swapped }
        cluster { nodes = 3, keyspaces = [{ name = sets, type = or-set, durable = true }] }
        faults = [
          { kind = wipe, start = 500 ms, length = 1200 ms }
          { kind = swap, count = 3, start = 800 ms, length = 600 ms }
        ]
        workload = [{ keyspace = sets, keys = 3, per-second = 20 }]
        phases { warm-up = 300 ms, chaos = 2 s, quiesce = 4 s }
        """;
    for (long seed = 1; seed <= 4; seed++) {
      RunResult result = run(wipedAndSwapped, seed);
      assertThat(result.verdict()).as(result.words().toString()).isEqualTo(Verdict.VALID);
    }
  }

  @Test
  @DisplayName("who confirmed a cut hears of its decision from copies of those who are gone")
  void decision_toldByCopies() {
    for (long seed : new long[] {33882, 34697}) {
      RunResult result = Runner.run(SwarmScenario.plan(seed), Plants.NONE);
      assertThat(result.scenario()).isEqualTo("forgetting");
      assertThat(result.verdict()).as(result.words().toString()).isEqualTo(Verdict.VALID);
    }
  }

  @Test
  @DisplayName("what many readers of one key are sent is not the cost of repair")
  void reads_areNoRepair() {
    RunResult result = Runner.run(SwarmScenario.plan(42064), Plants.NONE);
    assertThat(result.verdict()).as(result.words().toString()).isEqualTo(Verdict.VALID);
  }

  @Test
  @DisplayName("copies of old frames do not disturb the idle soak")
  void lateCopies_doNotCount() {
    String lateCopies =
        """
        meta { name = late-copies }
        cluster {
          nodes = 4, keyspaces = [{ name = sets, type = or-set }]
          knobs { anti-entropy-interval = 200 ms, delta-interval = 50 ms }
        }
        network { default { latency = "exponential 5 ms from 500 us", loss = 0.2, replay = 0.3 } }
        workload = [{ keyspace = sets, keys = 4, per-second = 40 }]
        phases { warm-up = 300 ms, chaos = 3 s, quiesce = 1 s, idle = 2 s }
        checks { converge-within = 10 s }
        """;
    RunResult result = run(lateCopies, 4);
    assertThat(result.verdict()).as(result.words().toString()).isEqualTo(Verdict.VALID);
  }

  @Test
  @DisplayName("the thousand nodes of the docs are a scenario; fewer of them converge")
  void thousand_isAScenario() throws IOException {
    String text = Files.readString(Path.of("..", "docs", "scenarios", "thousand.conf"));
    assertThat(ScenarioReader.read(text).config().nodes()).hasSize(1000);
    RunResult result = run(text.replace("nodes = 1000", "nodes = 70"), 1);
    assertThat(result.verdict()).as(result.words().toString()).isEqualTo(Verdict.VALID);
  }
}
