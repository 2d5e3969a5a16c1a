package org.rejoin.simulations.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.ScenarioReader;
import org.rejoin.simulations.world.Plants;

class BuggifyTest {
  private static Scenario scenario(boolean buggify) {
    return ScenarioReader.read(
        """
        meta.name = whims
        cluster {
          nodes = 4, groups = 2
          keyspaces = [{ name = tags, type = or-set }, { name = notes, type = lww-register }]
          knobs { delta-interval = 50 ms, anti-entropy-interval = 500 ms, buggify = %s }
        }
        network { default { loss = 0.1 } }
        faults = [{ kind = partition, shape = halves, start = 1 s, length = 2 s }]
        workload = [
          { keyspace = tags, per-second = 20, removes = 0.3, levels { local = 1, majority = 1 } }
          { keyspace = notes, per-second = 10, deletes = 0.1 }
        ]
        phases { warm-up = 500 ms, chaos = 5 s, quiesce = 2 s }
        """
            .formatted(buggify));
  }

  @Test
  @DisplayName("what is allowed and rare breaks nothing, and changes what happens")
  void run_buggified_validAndOtherwise() {
    for (long seed = 1; seed <= 8; seed++) {
      RunResult plain = Runner.run(Generator.plan(scenario(false), seed), Plants.NONE);
      RunResult bugged = Runner.runTwice(Generator.plan(scenario(true), seed), Plants.NONE);
      assertThat(bugged.verdict()).as("seed %d: %s", seed, bugged.words()).isEqualTo(Verdict.VALID);
      assertThat(bugged.eventHash()).isNotEqualTo(plain.eventHash());
    }
  }
}
