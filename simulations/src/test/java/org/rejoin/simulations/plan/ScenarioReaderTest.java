package org.rejoin.simulations.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
          cluster.nodes = 1001                  | cluster.nodes
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
          cluster.settings.n9.inbox = 3         | n9
          cluster.knobs.clock-drift-ppm = 1e9   | clock-drift-ppm
          network.preset = mars                 | preset
          network.links = [{ from = [n7] }]     | n7
          network.default.burst.to-good = 0     | burst
          network.default.bandwidth.buffer-bytes = 3 | buffer-bytes
          network.default.mode = pigeon         | mode
          phases.core = 3 s                     | phases.core
          workload = [{ keyspace = tags, sessions = loyal }] | sessions
          workload = [{ keyspace = tags, idle = 1 s, busy = 0 s }] | busy
          """)
  void read_bad_refusedWithReason(String line, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScenarioReader.read(GOOD + "\n" + line))
        .withMessageContaining(reason);
  }

  @Test
  void read_preset_linksBetweenPlacesTakeLonger() {
    PlanConfig config =
        ScenarioReader.read(
                """
                meta.name = far
                cluster { nodes = 6, keyspaces = [{ name = a, type = or-set }] }
                network {
                  preset = three-regions, default { loss = 0.02 }, delta { loss = 0.2 }
                  links = [{ from = [n1], to = [n2], classes = [repair], latency = [1 ms, 2 ms] }]
                }
                """)
            .config();
    assertThat(config.quality(0, 3, "delta").latency().nanos(0.5)).isLessThan(1_000_000);
    assertThat(config.quality(0, 1, "delta").latency().nanos(0.5))
        .isBetween(39_000_000L, 42_000_000L);
    assertThat(config.quality(2, 1, "control").latency().nanos(0.5)).isGreaterThan(140_000_000);
    assertThat(config.quality(0, 1, "delta").loss()).isEqualTo(0.2);
    assertThat(config.quality(0, 1, "control").loss()).isEqualTo(0.02);
    assertThat(config.quality(0, 1, "repair").latency().kind()).isEqualTo(Latency.Kind.EMPIRICAL);
  }

  @Test
  void plan_core_someNodesAndOperationsForThem() {
    Scenario scenario = Scenarios.named("the-few").orElseThrow();
    for (long seed = 1; seed <= 20; seed++) {
      Plan plan = Generator.plan(scenario, seed);
      List<Integer> core = plan.config().core().nodes();
      assertThat(core).hasSizeBetween(2, 4);
      assertThat(plan.config().core().dead()).doesNotContainAnyElementsOf(core);
      List<PlannedOp> late =
          plan.ops().stream()
              .filter(op -> op.atNanos() > plan.config().phases().chaosEndNanos())
              .toList();
      assertThat(late).isNotEmpty().allMatch(op -> core.contains(op.node()));
    }
  }

  @Test
  void plan_workloads_asSaid() {
    Plan plan = Generator.plan(Scenarios.named("rush-hour").orElseThrow(), 1);
    List<PlannedOp> bursts = of(plan, "tags");
    assertThat(bursts).allMatch(op -> op.atNanos() / 1_000_000 % 5000 >= 4000);
    Map<Integer, Set<Integer>> nodesOfClients = new TreeMap<>();
    of(plan, "sales")
        .forEach(
            op ->
                nodesOfClients.computeIfAbsent(op.session(), s -> new TreeSet<>()).add(op.node()));
    assertThat(nodesOfClients.values()).allMatch(nodes -> nodes.size() == 1);
    Map<String, Long> popularity =
        of(plan, "profiles").stream()
            .collect(Collectors.groupingBy(op -> op.op().key(), Collectors.counting()));
    assertThat(popularity.get("k0")).isGreaterThan(of(plan, "profiles").size() / 12);
    assertThat(popularity).hasSizeGreaterThan(30);
    assertThat(of(plan, "notes")).anyMatch(op -> op.op().verb() == Verb.APPEND);
  }

  private static List<PlannedOp> of(Plan plan, String keyspace) {
    return plan.ops().stream().filter(op -> op.op().keyspace().equals(keyspace)).toList();
  }

  @Test
  void named_all_readableAndTold() {
    for (String name : Scenarios.names()) {
      Scenario scenario = Scenarios.named(name).orElseThrow();
      assertThat(scenario.name()).isEqualTo(name);
      assertThat(scenario.story()).isNotEmpty();
      int least = name.equals("power-cut") ? 30 : 100; // many runs a plan
      assertThat(Generator.plan(scenario, 1).ops()).hasSizeGreaterThan(least);
    }
  }
}
