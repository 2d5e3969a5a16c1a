package org.rejoin.simulations.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.LinkQuality.Bandwidth;
import org.rejoin.simulations.plan.LinkQuality.Burst;
import org.rejoin.simulations.plan.LinkQuality.Mode;

/**
 * Reads the network of a scenario: a default, what differs for a class of frames, and for some
 * links.
 *
 * @param quality of every link
 * @param byClass of frames of a class
 * @param links of some links; of several that fit, the last counts
 */
record NetworkReader(
    LinkQuality quality, Map<String, LinkQuality> byClass, List<LinkOverride> links) {
  private static final LinkQuality USUAL =
      new LinkQuality(Latency.parse("exponential 1 ms from 200 us"), 0, 0, 0, 0);
  private static final Latency ONE_ZONE = Latency.parse("exponential 100 us from 200 us");
  private static final Latency OTHER_ZONE = Latency.parse("uniform 1 ms 2 ms");
  private static final int MAX_LINKS = 64;
  private static final int PLACES = 3;

  /** One way between two of three regions: a round trip of 80, 160 or 300 ms. */
  private static final List<Latency> OTHER_REGION =
      List.of(
          Latency.parse("lognormal 1 ms sigma 0.5 from 39 ms"),
          Latency.parse("lognormal 2 ms sigma 0.5 from 78 ms"),
          Latency.parse("lognormal 3 ms sigma 0.5 from 147 ms"));

  static NetworkReader read(Block block, List<String> nodes) {
    String preset =
        block.oneOf("preset", "none", List.of("none", "one-zone", "three-zones", "three-regions"));
    LinkQuality base = preset.equals("none") ? USUAL : USUAL.withLatency(ONE_ZONE);
    LinkQuality quality = quality(block.block("default"), base);
    Map<String, LinkQuality> byClass = new TreeMap<>();
    for (String name : block.keys()) {
      if (!List.of("default", "preset", "links").contains(name)) {
        PlanConfig.checkClass(name);
        byClass.put(name, quality(block.block(name), quality));
      }
    }
    List<LinkOverride> links = new ArrayList<>(places(preset, quality, byClass, nodes.size()));
    List<Block> given = block.blocks("links");
    if (given.size() > MAX_LINKS) {
      throw new IllegalArgumentException("network.links: at most " + MAX_LINKS);
    }
    for (Block link : given) {
      links.add(link(link, quality, nodes));
    }
    block.end();
    return new NetworkReader(quality, byClass, links);
  }

  private static LinkOverride link(Block block, LinkQuality base, List<String> nodes) {
    List<Integer> from = indices(block.texts("from"), nodes);
    List<Integer> to = indices(block.texts("to"), nodes);
    List<String> classes = block.texts("classes");
    return new LinkOverride(from, to, classes, quality(block, base));
  }

  private static List<Integer> indices(List<String> names, List<String> nodes) {
    List<Integer> indices = new ArrayList<>();
    for (String name : names) {
      int index = nodes.indexOf(name);
      if (index < 0) {
        throw new IllegalArgumentException("network.links: no node " + name + " of " + nodes);
      }
      indices.add(index);
    }
    return indices;
  }

  /** Node {@code i} is in place {@code i % 3}; links between places take longer. */
  private static List<LinkOverride> places(
      String preset, LinkQuality quality, Map<String, LinkQuality> byClass, int nodes) {
    List<LinkOverride> links = new ArrayList<>();
    if (!preset.startsWith("three")) {
      return links;
    }
    for (int from = 0; from < PLACES; from++) {
      for (int to = 0; to < PLACES; to++) {
        List<Integer> senders = in(from, nodes);
        List<Integer> receivers = in(to, nodes);
        if (from == to || senders.isEmpty() || receivers.isEmpty()) {
          continue;
        }
        Latency latency =
            preset.equals("three-zones") ? OTHER_ZONE : OTHER_REGION.get(from + to - 1);
        LinkQuality slower = quality.withLatency(latency);
        links.add(new LinkOverride(senders, receivers, List.of(), slower));
        byClass.forEach(
            (name, own) ->
                links.add(
                    new LinkOverride(senders, receivers, List.of(name), own.withLatency(latency))));
      }
    }
    return links;
  }

  private static List<Integer> in(int place, int nodes) {
    List<Integer> indices = new ArrayList<>();
    for (int node = place; node < nodes; node += PLACES) {
      indices.add(node);
    }
    return indices;
  }

  private static LinkQuality quality(Block block, LinkQuality base) {
    String mode = base.mode().name().toLowerCase(Locale.ROOT);
    LinkQuality quality =
        new LinkQuality(
            Mode.valueOf(
                block.oneOf("mode", mode, List.of("datagram", "stream")).toUpperCase(Locale.ROOT)),
            latency(block, base.latency()),
            share(block, "loss", base.loss()),
            burst(block.block("burst"), base.burst()),
            share(block, "duplication", base.duplication()),
            share(block, "reorder", base.reorder()),
            share(block, "replay", base.replay()),
            share(block, "corruption", base.corruption()),
            share(block, "truncation", base.truncation()),
            share(block, "hostile", base.hostile()),
            share(block, "forgery", base.forgery()),
            bandwidth(block.block("bandwidth"), base.bandwidth()));
    block.end();
    return quality;
  }

  private static double share(Block block, String key, double fallback) {
    return block.number(key, fallback, 0, 0.5);
  }

  /** A distribution in words, or a list of measured times. */
  private static Latency latency(Block block, Latency base) {
    if (block.isList("latency")) {
      return Latency.parse("empirical " + String.join(", ", block.texts("latency")));
    }
    String text = block.text("latency", "");
    return text.isEmpty() ? base : Latency.parse(text);
  }

  private static Burst burst(Block block, Burst base) {
    Burst burst =
        new Burst(
            block.number("to-bad", base.toBad(), 0, 1),
            block.number("to-good", base.toGood(), 0, 1),
            block.number("loss", base.loss(), 0, 1));
    block.end();
    return burst;
  }

  private static Bandwidth bandwidth(Block block, Bandwidth base) {
    Bandwidth bandwidth =
        new Bandwidth(
            block.count("bytes-per-second", (int) base.bytesPerSecond(), 0, Integer.MAX_VALUE),
            block.count("buffer-bytes", (int) base.bufferBytes(), 1024, 1 << 30),
            block
                .oneOf("when-full", base.blocks() ? "block" : "drop", List.of("drop", "block"))
                .equals("block"));
    block.end();
    return bandwidth;
  }
}
