package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioReaderTest {
  private static final String GOOD =
      """
      meta { name = mine, story = "a story" }
      cluster { nodes = 3, keyspaces = [{ name = tags, type = or-set }] }
      network { default { latency = "uniform 1 ms 2 ms", loss = 0.1 }, delta { loss = 0.4 } }
      faults = [{ kind = partition, shape = halves, start = "1 s .. 2 s", length = 3 s }]
      workload = [{ keyspace = tags, keys = 2, per-second = 5 }]
      phases { chaos = 10 s }
      """;

  @Test
  void read_good_everythingTaken() {
    Scenario scenario = ScenarioReader.read(GOOD);
    assertThat(scenario.config().nodes()).containsExactly("n1", "n2", "n3");
    assertThat(scenario.config().quality("delta").loss()).isEqualTo(0.4);
    assertThat(scenario.config().quality("repair").loss()).isEqualTo(0.1);
    assertThat(scenario.config().quality("delta").latency())
        .isEqualTo(new Latency(Latency.Kind.UNIFORM, 1000, 2000));
    Plan plan = Generator.plan(scenario, 1);
    assertThat(plan.ops()).hasSizeGreaterThan(20);
    assertThat(plan.faults()).hasSize(1);
    assertThat(plan.faults().get(0).nodes()).hasSize(1);
    assertThat(plan.faults().get(0).others()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          include "x.conf"                      | include
          include file("/etc/passwd")           | include
          include url("http://localhost/x")     | include
          include classpath("reference.conf")   | include
          cluster.nodes = ${HOME}               | refer to
          cluster.nodes = 1000                  | cluster.nodes
          cluster.noodles = 3                   | cluster.noodles
          network.default.loss = 0.9            | loss
          network.default.latency = fast        | latency
          network.deltas { loss = 0 }           | network.deltas
          phases.chaos = 2 h                    | phases.chaos
          faults = [{ kind = meteor }]          | meteor
          faults = [{ kind = crash, star = 1 s }] | star
          workload = [{ keyspace = nowhere }]   | nowhere
          meta.name = "../../x"                 | meta.name
          cluster.keyspaces = [{ name = a, type = bag }] | bag
          """)
  void read_bad_refusedWithReason(String line, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScenarioReader.read(GOOD + "\n" + line))
        .withMessageContaining(reason);
  }

  @Test
  void named_all_readableAndTold() {
    for (String name : Scenarios.names()) {
      Scenario scenario = Scenarios.named(name).orElseThrow();
      assertThat(scenario.name()).isEqualTo(name);
      assertThat(scenario.story()).isNotEmpty();
      assertThat(Generator.plan(scenario, 1).ops()).hasSizeGreaterThan(100);
    }
  }
}
