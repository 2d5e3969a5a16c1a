package org.rejoin.simulations.swarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rejoin.simulations.cuts.CutRun;
import org.rejoin.simulations.plan.DataType;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Generator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.ScenarioReader;
import org.rejoin.simulations.swarm.Lots.Weighted;

/**
 * The scenario that a swarm makes of a seed: HOCON as anybody could have written it. Small on
 * purpose: what many operations find, many seeds find sooner.
 */
public final class SwarmScenario {
  /** Name of these scenarios, but for those that forget. */
  public static final String NAME = "swarm";

  /** A run of fewer does not count. */
  static final int MIN_OPS = 100;

  /** In which siblings are settled that stand at the end, and all have heard of it, as a rule. */
  private static final long SETTLING_MILLIS = 6000;

  /** In which they are even if a home lost its turns: it is judged then. */
  private static final long SURELY_SETTLING_MILLIS = 15_000;

  private static final double SURELY_SETTLING = 0.3;

  /** In which who has just started is met by all: detector, greeting, and another greeting. */
  private static final long NOTICING_MILLIS = 2500;

  private static final double CONTROLS = 0.05;
  private static final double FORGETTING = 0.06;
  private static final double BUGGIFIED = 0.4;
  private static final double OF_SESSIONS = 0.2;

  /** Of the runs with disks: power fails everywhere while these are slow. */
  private static final double BLACKOUTS = 0.2;

  /** Of the registers that can: what is written is appended, so that frames grow. */
  private static final double APPENDED = 0.3;

  private static final List<Weighted<Integer>> NODES =
      List.of(
          new Weighted<>(50, 3),
          new Weighted<>(22, 4),
          new Weighted<>(16, 5),
          new Weighted<>(7, 6),
          new Weighted<>(5, 7));
  private static final List<Weighted<Integer>> BUFFERS =
      List.of(new Weighted<>(6, 1000), new Weighted<>(3, 24), new Weighted<>(1, 4));
  private static final List<Weighted<Integer>> SKEWS =
      List.of(
          new Weighted<>(5, 0),
          new Weighted<>(3, 300),
          new Weighted<>(1, 3000),
          new Weighted<>(1, 8000));
  private static final List<Weighted<Integer>> GROUPS =
      List.of(new Weighted<>(6, 1), new Weighted<>(3, 2), new Weighted<>(1, 4));
  private static final List<Weighted<String>> LATENCIES =
      List.of(
          new Weighted<>(5, "exponential 1 ms from 200 us"),
          new Weighted<>(3, "exponential 5 ms from 500 us"),
          new Weighted<>(2, "uniform 1 ms 40 ms"),
          new Weighted<>(2, "1 ms"),
          new Weighted<>(1, "exponential 40 ms from 10 ms"),
          new Weighted<>(1, "lognormal 2 ms sigma 0.8 from 1 ms"),
          new Weighted<>(1, "pareto 1 ms alpha 1.5"));
  private static final List<DataType> APPENDING =
      List.of(DataType.MV_REGISTER, DataType.LWW_REGISTER);

  private static final List<DataType> FORGETTING_TYPES =
      List.of(
          DataType.OR_SET,
          DataType.RW_SET,
          DataType.DW_FLAG,
          DataType.LWW_REGISTER,
          DataType.OR_MULTI_MAP,
          DataType.OR_MAP,
          DataType.G_COUNTER,
          DataType.RESETTABLE_COUNTER);

  private final Draws draws;
  private final StringBuilder text = new StringBuilder();
  private long chaosMillis;

  private SwarmScenario(long seed) {
    this.draws = new Draws(seed);
  }

  /** The plan of a seed. */
  public static Plan plan(long seed) {
    return Generator.plan(scenario(seed), seed);
  }

  /** The scenario of a seed. */
  public static Scenario scenario(long seed) {
    return ScenarioReader.read(text(seed));
  }

  /** The scenario of a seed, as a file would have it. */
  public static String text(long seed) {
    SwarmScenario scenario = new SwarmScenario(seed);
    if (scenario.lots("kind").happens(FORGETTING)) {
      scenario.forgetting();
    } else {
      scenario.engine();
    }
    return scenario.text.toString();
  }

  private Lots lots(String group) {
    return new Lots(draws, group);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Members that agree on what to forget; a world of its own. */
  private void forgetting() {
    Lots lots = lots("forgetting");
    line("meta.name = %s", CutRun.SCENARIO);
    List<DataType> types = lots.some(lots.between(2, 3), FORGETTING_TYPES);
    line("cluster { nodes = 3, keyspaces = [%s] }", keyspaces(types, ""));
    line("network.default.loss = 0.2");
    chaosMillis = 5000;
    line(
        "faults = [{ kind = partition, shape = isolate, start = 1 s, length = %d ms }, "
            + "{ kind = crash, start = %d ms, length = %d ms }]",
        lots.between(300, 1500), lots.between(500, 3500), lots.between(100, 800));
    workload(types, 150, "keys = 1, deletes = 0.03", lots);
    line("phases { warm-up = 500 ms, chaos = %d ms }", chaosMillis);
  }

  private void engine() {
    Lots lots = lots("cluster");
    line("meta.name = %s", NAME);
    List<DataType> types = lots.some(lots.between(2, 4), Arrays.asList(DataType.values()));
    chaosMillis = lots.between(1500, 4000);
    long antiEntropy = lots.any(200L, 500L, 1000L);
    line("cluster {");
    int nodes = lots.of(NODES);
    line("  nodes = %d, groups = %d", nodes, lots.of(GROUPS));
    Lots disks = lots("disks");
    String durable = disks.any("", ", durable = true");
    line("  keyspaces = [%s]", keyspaces(types, durable));
    knobs(antiEntropy);
    line("}");
    network();
    faults(!durable.isEmpty() && disks.happens(BLACKOUTS) ? nodes : 0);
    workload(types, lots.between(145, 180), "", lots("workload"));
    line("phases { warm-up = 300 ms, chaos = %d ms", chaosMillis);
    long idle = lots.any(0, 4) * antiEntropy;
    line("  quiesce = %d ms, idle = %d ms }", quiet(types) + antiEntropy, idle);
    line("checks { converge-within = 16 s, checkpoint = 700 ms }");
  }

  private long quiet(List<DataType> types) {
    if (!types.contains(DataType.SETTLED_SIBLINGS)) {
      return NOTICING_MILLIS;
    }
    return lots("quiet").happens(SURELY_SETTLING) ? SURELY_SETTLING_MILLIS : SETTLING_MILLIS;
  }

  private static String keyspaces(List<DataType> types, String more) {
    return types.stream()
        .map(type -> "{ name = " + type.label() + "s, type = " + type.label() + more + " }")
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  private void knobs(long antiEntropy) {
    Lots lots = lots("knobs");
    line("  knobs {");
    line("    delta-interval = %d ms", lots.any(10, 50, 100, 200));
    line("    anti-entropy-interval = %d ms", antiEntropy);
    line("    retransmit = %d ms", lots.any(50, 200, 500));
    line("    frame-bytes = %d", lots.any(32, 64) * 1024);
    line("    buffer-entries = %d", lots.of(BUFFERS));
    line("    clock-skew = %d ms", lots.of(SKEWS));
    line("    failure-detector = %d ms", lots.any(50, 200, 600));
    line("    timer-drift-ppm = %d", lots.any(0, 0, 0, 20000));
    line("    service-micros = %d", lots.any(0, 0, 0, 50));
    line("    buggify = %s }", lots.happens(BUGGIFIED));
  }

  private void network() {
    Lots lots = lots("network");
    line("network { default { latency = \"%s\"", lots.of(LATENCIES));
    line("  mode = %s", lots.happens(0.25) ? "stream" : "datagram");
    share("loss", 0.5, 250, lots);
    share("duplication", 0.4, 200, lots);
    share("reorder", 0.4, 300, lots);
    share("replay", 0.2, 50, lots);
    share("corruption", 0.3, 40, lots);
    share("truncation", 0.15, 40, lots);
    share("hostile", 0.15, 40, lots);
    if (lots.happens(0.15)) {
      line("  burst { to-bad = 0.02, to-good = 0.2, loss = 0.9 }");
    }
    if (lots.happens(0.1)) {
      line(
          "  bandwidth { bytes-per-second = 100000, buffer-bytes = %d }",
          lots.any(1024, 4096, 65536));
    }
    line("  }");
    if (lots.happens(0.2)) {
      line("  delta.loss = %.3f", lots.between(100, 500) / 1000.0);
    }
    line("}");
  }

  private void share(String what, double probability, long mostPerMille, Lots lots) {
    if (lots.happens(probability)) {
      line("  %s = %.3f", what, lots.between(1, mostPerMille) / 1000.0);
    }
  }

  /** With a blackout of so many nodes; none if 0. */
  private void faults(int dark) {
    Lots lots = lots("faults");
    if (lots.happens(CONTROLS)) {
      return;
    }
    line("faults = [");
    for (long n = lots.between(1, 4); n > 0; n--) {
      line(
          "  { %s, start = %d ms, length = %d ms }",
          lots.of(FaultTable.LINES),
          lots.between(0, chaosMillis * 3 / 4),
          lots.between(50, chaosMillis * 2 / 3));
    }
    if (dark > 0) {
      long at = lots.between(chaosMillis / 4, chaosMillis * 3 / 4);
      line("  { kind = slow-disk, factor = 40, count = %d,", dark);
      line("    start = %d ms, length = 500 ms }", at - 300);
      line("  { kind = power-loss, count = %d, start = %d ms, length = 200 ms }", dark, at);
    }
    line("]");
  }

  /** As many operations as asked for, in the mean; shared among the types. */
  private void workload(List<DataType> types, long ops, String more, Lots lots) {
    double perSecond = ops * 1000.0 / (chaosMillis + 300) / types.size();
    line("workload = [");
    for (DataType type : types) {
      List<String> settings = new ArrayList<>();
      settings.add("keyspace = " + type.label() + "s");
      settings.add(String.format(Locale.ROOT, "per-second = %.2f", perSecond));
      settings.add("elements = " + lots.between(2, 8));
      settings.add(String.format(Locale.ROOT, "removes = %.2f", lots.between(5, 50) / 100.0));
      if (more.isEmpty()) {
        settings.add("keys = " + (lots.happens(0.1) ? 40 : lots.between(1, 4)));
        settings.add("deletes = " + (lots.happens(0.6) ? 0.05 : 0));
        boolean isOfSessions = lots("sessions").happens(OF_SESSIONS);
        settings.add("reads = " + (isOfSessions ? 0.3 : lots.happens(0.3) ? 0.2 : 0));
        settings.add(
            "levels { local = 2, at-least-2 = 1, majority = 1"
                + (isOfSessions ? ", session = 8 }" : " }"));
        settings.add("timeout = " + lots.any(300, 2000) + " ms");
        if (APPENDING.contains(type) && lots("appends").happens(APPENDED)) {
          settings.add("appends = 0.5");
        }
      } else {
        settings.add(more);
      }
      line("  { %s }", String.join(", ", settings));
    }
    line("]");
  }
}
