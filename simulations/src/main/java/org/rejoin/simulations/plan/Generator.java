package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.Scenario.WorkloadTemplate;

/** Makes a plan of a scenario and a seed. The same two always give the same plan. */
public final class Generator {
  private static final long IDS_A_TEMPLATE = 1_000_000;

  private final Scenario scenario;
  private final Draws draws;
  private final int nodes;

  private Generator(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.draws = new Draws(seed);
    this.nodes = scenario.config().nodes().size();
  }

  /** Makes the plan. */
  public static Plan plan(Scenario scenario, long seed) {
    Generator generator = new Generator(scenario, seed);
    return new Plan(
        Plan.FORMAT,
        scenario.name(),
        seed,
        version(),
        scenario.config(),
        generator.ops(),
        new FaultMaker(scenario, generator.draws).faults());
  }

  private static String version() {
    String version = Generator.class.getPackage().getImplementationVersion();
    return version == null ? "0.1.0-SNAPSHOT" : version;
  }

  private List<PlannedOp> ops() {
    List<PlannedOp> ops = new ArrayList<>();
    for (int i = 0; i < scenario.workload().size(); i++) {
      ops(i, scenario.workload().get(i), ops);
    }
    ops.sort(Comparator.comparingLong(PlannedOp::atNanos).thenComparingLong(PlannedOp::id));
    return ops;
  }

  private void ops(int index, WorkloadTemplate load, List<PlannedOp> into) {
    long end = scenario.config().phases().chaosEndNanos();
    Map<String, Integer> counted = new TreeMap<>();
    double at = 0;
    for (long n = 0; n < IDS_A_TEMPLATE && into.size() < Plan.MAX_OPS; n++) {
      long id = index * IDS_A_TEMPLATE + n;
      at -= StrictMath.log(1 - draws.unit(Stream.WORKLOAD, id, 0)) / load.perSecond() * 1e9;
      if (at >= end) {
        return;
      }
      int node = draws.below(nodes, Stream.WORKLOAD, id, 1);
      int session = draws.below(4 * nodes, Stream.WORKLOAD, id, 2);
      into.add(new PlannedOp(id, (long) at, node, session, body(id, load, counted)));
    }
  }

  private OpBody body(long id, WorkloadTemplate load, Map<String, Integer> counted) {
    String key = "k" + draws.below(load.keys(), Stream.WORKLOAD, id, 3);
    String level = level(load.levels(), draws.unit(Stream.WORKLOAD, id, 4));
    Ask ask;
    if (draws.happens(load.reads(), Stream.WORKLOAD, id, 5)) {
      ask = Ask.read();
    } else if (draws.happens(load.deletes(), Stream.WORKLOAD, id, 10)) {
      ask = Ask.delete();
    } else {
      int position = counted.merge(key, 1, Integer::sum) - 1;
      ask =
          typeOf(load.keyspace())
              .draw(new Dice(draws, id, load.removes(), load.elements(), nodes, position));
    }
    return new OpBody(
        ask.verb(),
        load.keyspace(),
        key,
        ask.element(),
        ask.verb() == Verb.GIVE ? nodeId(ask.value()) : ask.value(),
        ask.amount(),
        level,
        load.timeoutMillis());
  }

  private String nodeId(String index) {
    return scenario.config().nodes().get(Integer.parseInt(index));
  }

  private DataType typeOf(String keyspace) {
    for (KeyspacePlan plan : scenario.config().keyspaces()) {
      if (plan.name().equals(keyspace)) {
        return plan.type();
      }
    }
    throw new IllegalStateException("keyspace " + keyspace + " is not defined");
  }

  private static String level(List<Double> weights, double unit) {
    double total = weights.stream().mapToDouble(Double::doubleValue).sum();
    double point = unit * total;
    if (point < weights.get(0)) {
      return "local";
    }
    return point < weights.get(0) + weights.get(1) ? "at-least(2)" : "majority";
  }
}
