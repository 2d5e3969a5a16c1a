package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.Scenario.FaultTemplate;
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
        generator.faults());
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

  private List<PlannedFault> faults() {
    List<PlannedFault> faults = new ArrayList<>();
    for (int i = 0; i < scenario.faults().size(); i++) {
      FaultTemplate template = scenario.faults().get(i);
      int times = template.kind().equals("partition") ? template.count() : 1;
      for (int n = 0; n < times; n++) {
        fault(template, i * IDS_A_TEMPLATE + n * 1000L, faults);
      }
    }
    faults.sort(
        Comparator.comparingLong(PlannedFault::atNanos).thenComparingLong(PlannedFault::id));
    return faults;
  }

  /** One fault, or a row of them with the same nodes; none reaches beyond the chaos phase. */
  private void fault(FaultTemplate template, long id, List<PlannedFault> into) {
    long begin = scenario.config().phases().warmUpMillis() * 1_000_000;
    long end = scenario.config().phases().chaosEndNanos();
    List<Integer> order = shuffledNodes(id);
    int size = sideOf(template);
    List<Integer> side = order.subList(0, size);
    List<Integer> rest = order.subList(size, nodes);
    long at = begin + template.start().nanos(draws.unit(Stream.FAULT, id, 0));
    for (int flap = 0; flap < template.flaps(); flap++) {
      long length = template.length().nanos(draws.unit(Stream.FAULT, id, 1 + flap));
      if (at >= end) {
        return;
      }
      long lasts = Math.min(length, end - at);
      boolean oneWay = template.shape().equals("one-way");
      into.add(
          new PlannedFault(
              id + flap,
              kind(template),
              at,
              lasts,
              side,
              template.kind().equals("partition") ? rest : List.of(),
              oneWay,
              List.of(),
              template.factor()));
      at += 2 * length;
    }
  }

  private int sideOf(FaultTemplate template) {
    if (!template.kind().equals("partition")) {
      return Math.min(template.count(), nodes);
    }
    return template.shape().equals("halves") ? nodes / 2 : Math.min(1, nodes);
  }

  private static FaultKind kind(FaultTemplate template) {
    return switch (template.kind()) {
      case "crash" -> FaultKind.CRASH;
      case "pause" -> FaultKind.PAUSE;
      case "slow" -> FaultKind.SLOW;
      default -> FaultKind.CUT;
    };
  }

  private List<Integer> shuffledNodes(long id) {
    List<Integer> order = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      order.add(draws.below(node + 1, Stream.FAULT, id, 5000 + node), node);
    }
    return order;
  }
}
