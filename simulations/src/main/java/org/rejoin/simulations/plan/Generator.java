package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlanConfig.Core;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.Scenario.WorkloadTemplate;

/** Makes a plan of a scenario and a seed. The same two always give the same plan. */
public final class Generator {
  private static final long IDS_A_TEMPLATE = 1_000_000;
  private static final List<String> LEVELS =
      List.of("local", "at-least(2)", "majority", OpBody.SESSION);
  private static final long ROAMING_NANOS = 3_000_000_000L;
  private static final long CORE_ENTITY = -7;
  private static final int MAX_NODES = PlanConfig.MAX_NODES;

  private final Scenario scenario;
  private final Draws draws;
  private final int nodes;
  private final Core core;
  private final Calendar calendar;

  private Generator(Scenario scenario, long seed) {
    this.scenario = scenario;
    this.draws = new Draws(seed);
    this.nodes = scenario.config().nodes().size();
    this.core = core();
    this.calendar = new Calendar(scenario.config(), core);
  }

  /** Makes the plan. */
  public static Plan plan(Scenario scenario, long seed) {
    Generator generator = new Generator(scenario, seed);
    return new Plan(
        Plan.FORMAT,
        scenario.name(),
        seed,
        version(),
        scenario.config().withCore(generator.core),
        generator.ops(),
        new FaultMaker(scenario, generator.draws).faults());
  }

  /** Some nodes, two or more; of the others each is dead or cut off. */
  private Core core() {
    if (scenario.config().phases().coreMillis() == 0 || nodes < 3) {
      return Core.NONE;
    }
    List<Integer> order = new ArrayList<>();
    List<Integer> dead = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      order.add(draws.below(node + 1, Stream.FAULT, CORE_ENTITY, node), node);
      if (draws.happens(0.5, Stream.FAULT, CORE_ENTITY, MAX_NODES + node)) {
        dead.add(node);
      }
    }
    int size = (int) draws.between(2, nodes - 1L, Stream.FAULT, CORE_ENTITY, -1);
    List<Integer> healthy = order.subList(0, size);
    dead.removeAll(healthy);
    return new Core(healthy.stream().sorted().toList(), dead);
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
    Map<String, Integer> counted = new TreeMap<>();
    double busy = 0;
    for (long n = 0; n < IDS_A_TEMPLATE && into.size() < Plan.MAX_OPS; n++) {
      long id = index * IDS_A_TEMPLATE + n;
      busy -= StrictMath.log(1 - draws.unit(Stream.WORKLOAD, id, 0)) / load.perSecond() * 1e9;
      long at = calendar.at(withPauses(load, busy));
      if (at >= calendar.endNanos()) {
        return;
      }
      int session = draws.below(4 * nodes, Stream.WORKLOAD, id, 2);
      int node = calendar.node(at, drawnNode(load, id, session, at));
      into.add(new PlannedOp(id, at, node, session, body(id, load, counted)));
    }
  }

  /** When something is asked for the {@code busy}-th nanosecond that is no pause. */
  private static double withPauses(WorkloadTemplate load, double busy) {
    if (load.idleMillis() == 0) {
      return busy;
    }
    double turns = Math.floor(busy / (load.busyMillis() * 1e6));
    return busy + (turns + 1) * load.idleMillis() * 1e6;
  }

  private int drawnNode(WorkloadTemplate load, long id, int session, long at) {
    long stay = at / ROAMING_NANOS;
    return switch (load.sessions()) {
      case "sticky" -> draws.below(nodes, Stream.WORKLOAD, ~session, 1);
      case "roaming" -> draws.below(nodes, Stream.WORKLOAD, ~session, 2 + stay);
      default -> draws.below(nodes, Stream.WORKLOAD, id, 1);
    };
  }

  /** Bounded Zipf by the inverse of its continuous form. */
  private static int popular(WorkloadTemplate load, double unit) {
    double rest = 1 - load.skew();
    double top = load.keys() + 1.0;
    double x =
        Math.abs(rest) < 1e-9
            ? StrictMath.pow(top, unit)
            : StrictMath.pow((StrictMath.pow(top, rest) - 1) * unit + 1, 1 / rest);
    return Math.max(0, Math.min(load.keys() - 1, (int) x - 1));
  }

  private String key(long id, WorkloadTemplate load) {
    return "k"
        + (load.skew() == 0
            ? draws.below(load.keys(), Stream.WORKLOAD, id, 3)
            : popular(load, draws.unit(Stream.WORKLOAD, id, 3)));
  }

  private OpBody body(long id, WorkloadTemplate load, Map<String, Integer> counted) {
    String key = key(id, load);
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
    boolean isAppended =
        ask.verb() == Verb.PUT && draws.happens(load.appends(), Stream.WORKLOAD, id, 15);
    return new OpBody(
        isAppended ? Verb.APPEND : ask.verb(),
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
    for (int level = 0; level < LEVELS.size() - 1; level++) {
      point -= weights.get(level);
      if (point < 0) {
        return LEVELS.get(level);
      }
    }
    return LEVELS.get(LEVELS.size() - 1);
  }
}
