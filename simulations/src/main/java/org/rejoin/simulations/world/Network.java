package org.rejoin.simulations.world;

import java.util.HashMap;
import java.util.Map;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.LinkQuality;
import org.rejoin.simulations.plan.PlanConfig;

/**
 * Every directed link: loses, delays, repeats, reorders, damages. Datagrams: no order is kept
 * beyond what latencies happen to keep. What it does to a frame depends on the seed, the link, the
 * frame's class and its number there.
 */
final class Network {
  private static final int MAX_FLIPS = 4;
  private static final double HELD_BACK = 10;
  private final PlanConfig config;
  private final Draws draws;
  private final Timeline timeline;
  private final Faults faults;
  private final Map<Long, long[]> counters = new HashMap<>();
  private boolean isClean;
  private Traffics traffics = Traffics.NONE;

  /** Takes a frame where it arrives. */
  interface Arrival {
    void deliver(byte[] frame);

    /** It will not arrive. */
    default void lost(String why) {}
  }

  Network(PlanConfig config, Draws draws, Timeline timeline, Faults faults) {
    this.config = config;
    this.draws = draws;
    this.timeline = timeline;
    this.faults = faults;
  }

  Traffics traffics() {
    return traffics;
  }

  /** From now on links only take their time. */
  void heal() {
    isClean = true;
  }

  void send(int from, int to, Traffic traffic, byte[] frame, Arrival arrival) {
    traffics = traffics.plus(traffic, frame.length);
    long link = Draws.entity(from * 1000L + to, Traffics.number(traffic));
    long number = ++counters.computeIfAbsent(link, l -> new long[1])[0];
    String label = Traffics.label(traffic);
    LinkQuality quality = config.quality(label);
    if (isClean) {
      quality = quality.clean();
    }
    if (faults.isCut(from, to, label)) {
      arrival.lost("cut");
      return;
    }
    if (draws.happens(quality.loss(), Stream.LOSS, link, number)) {
      arrival.lost("loss");
      return;
    }
    double slowness = faults.slowness(from, to, label);
    deliver(link, number, 0, quality, slowness, frame, arrival);
    if (draws.happens(quality.duplication(), Stream.DUPLICATION, link, number)) {
      deliver(link, number, 1, quality, slowness, frame, arrival);
    }
  }

  private void deliver(
      long link,
      long number,
      int copy,
      LinkQuality quality,
      double slowness,
      byte[] frame,
      Arrival arrival) {
    long draw = 2 * number + copy;
    double nanos = quality.latency().nanos(draws.unit(Stream.LATENCY, link, draw)) * slowness;
    if (draws.happens(quality.reorder(), Stream.REORDER, link, draw)) {
      nanos *= 1 + HELD_BACK * draws.unit(Stream.REORDER, ~link, draw);
    }
    byte[] bytes = frame;
    if (draws.happens(quality.corruption(), Stream.CORRUPTION, link, draw)) {
      bytes = damage(frame, ~link, draw);
    }
    byte[] arriving = bytes;
    timeline.at(timeline.nowNanos() + Math.round(nanos), link, () -> arrival.deliver(arriving));
  }

  private byte[] damage(byte[] frame, long entity, long draw) {
    byte[] damaged = frame.clone();
    int flips = 1 + draws.below(MAX_FLIPS, Stream.CORRUPTION, entity, draw);
    for (int i = 0; i < flips; i++) {
      int bit = draws.below(damaged.length * 8, Stream.CORRUPTION, entity + i + 1, draw);
      damaged[bit >>> 3] ^= (byte) (1 << (bit & 7));
    }
    return damaged;
  }
}
