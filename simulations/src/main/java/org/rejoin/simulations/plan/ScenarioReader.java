package org.rejoin.simulations.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.PlanConfig.Core;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.PlanConfig.Knobs;
import org.rejoin.simulations.plan.PlanConfig.Phases;
import org.rejoin.simulations.plan.Scenario.WorkloadTemplate;

/**
 * Reads scenarios. A scenario is data and can come from anywhere: it cannot include files, read the
 * environment or refer to other settings, and everything in it has a bound. What is wrong is said
 * in an {@link IllegalArgumentException}.
 */
public final class ScenarioReader {
  private static final int MAX_CHARS = 256 * 1024;
  private static final int MAX_TEMPLATES = 64;
  private static final int MAX_PPM = 500_000;
  private static final int IDLE_INTERVALS = 10;

  private ScenarioReader() {}

  /** Reads a scenario from HOCON. */
  public static Scenario read(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("a scenario has at most " + MAX_CHARS + " characters");
    }
    Config config;
    try {
      ConfigParseOptions options = ConfigParseOptions.defaults().setIncluder(new NoIncludes());
      config = ConfigFactory.parseString(text, options);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("not a scenario: " + e.getMessage(), e);
    }
    if (!config.isResolved()) {
      throw new IllegalArgumentException("a scenario cannot refer to ${...}");
    }
    return scenario(new Block("", config));
  }

  private static Scenario scenario(Block root) {
    Block meta = root.block("meta");
    String name = meta.text("name");
    if (!name.matches("[a-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("meta.name: use 1 to 64 of a-z 0-9 -");
    }
    String story = meta.text("story", "");
    meta.end();
    PlanConfig config = config(root);
    List<FaultTemplate> faults = new ArrayList<>();
    for (Block fault : bounded(root.blocks("faults"))) {
      faults.add(FaultReader.read(fault, config.nodes().size()));
    }
    List<WorkloadTemplate> workload = new ArrayList<>();
    for (Block load : bounded(root.blocks("workload"))) {
      workload.add(workload(load, config));
    }
    Block budget = root.block("budget");
    boolean noLoss = budget.flag("no-loss", false);
    budget.end();
    root.end();
    return new Scenario(name, story, config, faults, workload, noLoss);
  }

  private static List<Block> bounded(List<Block> blocks) {
    if (blocks.size() > MAX_TEMPLATES) {
      throw new IllegalArgumentException("at most " + MAX_TEMPLATES + " faults or workloads");
    }
    return blocks;
  }

  private static PlanConfig config(Block root) {
    Block cluster = root.block("cluster");
    List<String> nodes = new ArrayList<>();
    int count = cluster.count("nodes", 5, 1, PlanConfig.MAX_NODES);
    for (int i = 1; i <= count; i++) {
      nodes.add("n" + i);
    }
    List<KeyspacePlan> keyspaces = new ArrayList<>();
    for (Block keyspace : cluster.blocks("keyspaces")) {
      keyspaces.add(
          new KeyspacePlan(
              keyspace.text("name"),
              DataType.of(keyspace.text("type")),
              keyspace.flag("durable", false)));
      keyspace.end();
    }
    int groups = cluster.count("groups", 4, 1, 1024);
    Knobs knobs = knobs(cluster.block("knobs"), Knobs.DEFAULT);
    Map<String, Knobs> knobsByNode = new TreeMap<>();
    Block settings = cluster.block("settings");
    for (String node : settings.keys()) {
      knobsByNode.put(node, knobs(settings.block(node), knobs));
    }
    settings.end();
    cluster.end();
    Block checks = root.block("checks");
    long within = checks.millis("converge-within", defaultBound(knobs, knobsByNode, count));
    long checkpoint = checks.millis("checkpoint", 2000);
    List<String> excused = checks.texts("excused");
    checks.end();
    Phases phases = phases(root.block("phases"), knobs, checkpoint);
    if (phases.coreMillis() > 0 && phases.coreMillis() < within + 2 * Calendar.LAST_ANSWER_MILLIS) {
      throw new IllegalArgumentException(
          "phases.core = "
              + phases.coreMillis()
              + " ms: use "
              + (within + 2 * Calendar.LAST_ANSWER_MILLIS)
              + " or more, for its nodes to agree and to serve");
    }
    NetworkReader network = NetworkReader.read(root.block("network"), nodes);
    return new PlanConfig(
        nodes,
        groups,
        keyspaces,
        knobs,
        knobsByNode,
        network.quality(),
        network.byClass(),
        network.links(),
        phases,
        Core.NONE,
        within,
        excused);
  }

  /**
   * The time in which membership notices, three comparisons, and a delta interval for each level of
   * a tree of all nodes.
   */
  private static long defaultBound(Knobs knobs, Map<String, Knobs> others, int nodes) {
    int levels = 32 - Integer.numberOfLeadingZeros(Math.max(1, nodes) - 1);
    long bound = bound(knobs, levels);
    for (Knobs other : others.values()) {
      bound = Math.max(bound, bound(other, levels));
    }
    return bound;
  }

  private static long bound(Knobs knobs, int levels) {
    long noticed = knobs.detectorMillis() + knobs.detectorMillis() / 4;
    return noticed + 3 * knobs.antiEntropyMillis() + knobs.deltaMillis() * levels;
  }

  private static Knobs knobs(Block block, Knobs base) {
    Knobs knobs =
        new Knobs(
            block.millis("delta-interval", base.deltaMillis()),
            block.millis("anti-entropy-interval", base.antiEntropyMillis()),
            block.millis("retransmit", base.retransmitMillis()),
            block.count("frame-bytes", base.frameBytes(), 1024, 1 << 20),
            block.count("buffer-entries", base.bufferEntries(), 1, 1_000_000),
            block.millis("clock-skew", base.clockSkewMillis()),
            block.count("clock-drift-ppm", (int) base.clockDriftPpm(), 0, MAX_PPM),
            block.count("timer-drift-ppm", (int) base.timerDriftPpm(), 0, MAX_PPM),
            block.millis("failure-detector", base.detectorMillis()),
            block.count("service-micros", (int) base.serviceMicros(), 0, 1_000_000),
            block.count("inbox", base.inboxFrames(), 1, 1_000_000),
            block.flag("buggify", base.buggify()),
            block.count("scrub-keys", base.scrubKeys(), 0, 100_000));
    block.end();
    return knobs;
  }

  private static Phases phases(Block block, Knobs knobs, long checkpoint) {
    Phases phases =
        new Phases(
            block.millis("warm-up", 2000),
            block.millis("chaos", 20_000),
            block.millis("core", 0),
            block.millis("quiesce", 6000),
            block.millis("idle", IDLE_INTERVALS * knobs.antiEntropyMillis()),
            checkpoint);
    block.end();
    return phases;
  }

  private static WorkloadTemplate workload(Block block, PlanConfig config) {
    String keyspace = block.text("keyspace");
    if (config.keyspaces().stream().noneMatch(k -> k.name().equals(keyspace))) {
      throw new IllegalArgumentException("workload keyspace " + keyspace + " is not defined");
    }
    Block levels = block.block("levels");
    List<Double> weights =
        List.of(
            levels.number("local", 1, 0, 1e6),
            levels.number("at-least-2", 0, 0, 1e6),
            levels.number("majority", 0, 0, 1e6),
            levels.number("session", 0, 0, 1e6));
    levels.end();
    WorkloadTemplate workload =
        new WorkloadTemplate(
            keyspace,
            block.count("keys", 4, 1, 1_000_000),
            block.number("skew", 0, 0, 5),
            block.number("per-second", 10, 0.001, 100_000),
            block.count("elements", 8, 1, 100_000),
            block.number("removes", 0, 0, 1),
            block.number("deletes", 0, 0, 1),
            block.number("reads", 0, 0, 1),
            block.number("appends", 0, 0, 1),
            weights,
            block.millis("timeout", 2000),
            block.oneOf("sessions", "any", List.of("any", "sticky", "roaming")),
            block.millis("idle", 0),
            block.millis("busy", 1000));
    if (workload.idleMillis() > 0 && workload.busyMillis() == 0) {
      throw new IllegalArgumentException("workload busy = 0: nothing would ever be asked");
    }
    block.end();
    return workload;
  }

  /** Refuses every kind of include. */
  private static final class NoIncludes
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private static ConfigObject refuse(String what) {
      throw new IllegalArgumentException("a scenario cannot include " + what);
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      return refuse(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return refuse(what.toString());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      return refuse(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      return refuse(what);
    }
  }
}
