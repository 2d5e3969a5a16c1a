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
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.plan.PlanConfig.KeyspacePlan;
import org.rejoin.simulations.plan.PlanConfig.Knobs;
import org.rejoin.simulations.plan.PlanConfig.Phases;
import org.rejoin.simulations.plan.Scenario.FaultTemplate;
import org.rejoin.simulations.plan.Scenario.WorkloadTemplate;

/**
 * Reads scenarios. A scenario is data and can come from anywhere: it cannot include files, read the
 * environment or refer to other settings, and everything in it has a bound. What is wrong is said
 * in an {@link IllegalArgumentException}.
 */
public final class ScenarioReader {
  private static final int MAX_CHARS = 256 * 1024;
  private static final int MAX_TEMPLATES = 64;

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
      faults.add(fault(fault, config.nodes().size()));
    }
    List<WorkloadTemplate> workload = new ArrayList<>();
    for (Block load : bounded(root.blocks("workload"))) {
      workload.add(workload(load, config));
    }
    root.end();
    return new Scenario(name, story, config, faults, workload);
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
      keyspaces.add(new KeyspacePlan(keyspace.text("name"), DataType.of(keyspace.text("type"))));
      keyspace.end();
    }
    int groups = cluster.count("groups", 4, 1, 1024);
    Knobs knobs = knobs(cluster.block("knobs"));
    cluster.end();
    Phases phases = phases(root.block("phases"));
    Block checks = root.block("checks");
    long within = checks.millis("converge-within", defaultBound(knobs, count));
    long checkpoint = checks.millis("checkpoint", 2000);
    checks.end();
    Phases all =
        new Phases(phases.warmUpMillis(), phases.chaosMillis(), phases.quiesceMillis(), checkpoint);
    Map<String, LinkQuality> network = network(root.block("network"));
    LinkQuality quality = network.remove("default");
    if (quality == null) {
      quality = quality(new Block("network.default.", ConfigFactory.empty()), null);
    }
    return new PlanConfig(nodes, groups, keyspaces, knobs, quality, network, all, within);
  }

  /**
   * The time in which membership notices, three comparisons, and a delta interval for each level of
   * a tree of all nodes.
   */
  private static long defaultBound(Knobs knobs, int nodes) {
    int levels = 32 - Integer.numberOfLeadingZeros(Math.max(1, nodes) - 1);
    long noticed = knobs.detectorMillis() + knobs.detectorMillis() / 4;
    return noticed + 3 * knobs.antiEntropyMillis() + knobs.deltaMillis() * levels;
  }

  private static Knobs knobs(Block block) {
    Knobs knobs =
        new Knobs(
            block.millis("delta-interval", 100),
            block.millis("anti-entropy-interval", 5000),
            block.millis("retransmit", 500),
            block.count("frame-bytes", 64 * 1024, 1024, 1 << 20),
            block.count("buffer-entries", 50_000, 1, 1_000_000),
            block.millis("clock-skew", 0),
            block.millis("failure-detector", 1000),
            block.flag("buggify", false));
    block.end();
    return knobs;
  }

  private static Phases phases(Block block) {
    Phases phases =
        new Phases(
            block.millis("warm-up", 2000),
            block.millis("chaos", 20_000),
            block.millis("quiesce", 6000),
            1);
    block.end();
    return phases;
  }

  private static Map<String, LinkQuality> network(Block block) {
    Map<String, LinkQuality> network = new TreeMap<>();
    LinkQuality fallback = null;
    if (block.keys().contains("default")) {
      fallback = quality(block.block("default"), null);
      network.put("default", fallback);
    }
    for (String name : block.keys()) {
      if (!name.equals("default")) {
        network.put(name, quality(block.block(name), fallback));
      }
    }
    block.end();
    return network;
  }

  private static LinkQuality quality(Block block, @Nullable LinkQuality fallback) {
    LinkQuality base =
        fallback == null
            ? new LinkQuality(Latency.parse("exponential 1 ms from 200 us"), 0, 0, 0, 0)
            : fallback;
    String latency = block.text("latency", "");
    LinkQuality quality =
        new LinkQuality(
            latency.isEmpty() ? base.latency() : Latency.parse(latency),
            block.number("loss", base.loss(), 0, 0.5),
            block.number("duplication", base.duplication(), 0, 0.5),
            block.number("reorder", base.reorder(), 0, 0.5),
            block.number("corruption", base.corruption(), 0, 0.5));
    block.end();
    return quality;
  }

  private static FaultTemplate fault(Block block, int nodes) {
    String kind = block.text("kind");
    String shape = block.text("shape", kind.equals("partition") ? "halves" : "");
    if (!List.of("partition", "crash", "pause", "slow").contains(kind)) {
      throw new IllegalArgumentException(
          "faults kind " + kind + ": use partition, crash, pause or slow");
    }
    if (!List.of("", "halves", "isolate", "one-way").contains(shape)) {
      throw new IllegalArgumentException(
          "faults shape " + shape + ": use halves, isolate or one-way");
    }
    FaultTemplate fault =
        new FaultTemplate(
            kind,
            shape,
            block.count("count", 1, 1, Math.max(1, nodes)),
            Span.parse(block.text("start", "0 s")),
            Span.parse(block.text("length", "5 s")),
            block.count("flaps", 1, 1, 1000),
            block.number("factor", 1, 1, 1000));
    block.end();
    return fault;
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
            levels.number("majority", 0, 0, 1e6));
    levels.end();
    WorkloadTemplate workload =
        new WorkloadTemplate(
            keyspace,
            block.count("keys", 4, 1, 1_000_000),
            block.number("per-second", 10, 0.001, 100_000),
            block.count("elements", 8, 1, 100_000),
            block.number("removes", 0, 0, 1),
            block.number("deletes", 0, 0, 1),
            block.number("reads", 0, 0, 1),
            weights,
            block.millis("timeout", 2000));
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
