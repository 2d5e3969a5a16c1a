package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.LinkQuality;
import org.rejoin.simulations.plan.PlanConfig;

/**
 * Every directed link: loses, delays, repeats, reorders, damages, replays. What it does to a frame
 * depends on the seed, the link, the frame's class and its number there.
 *
 * <p>A stream keeps its order. What it loses below is sent again, and all behind waits. While
 * nothing passes, frames wait in the sender's buffer; if that lasts, the connection breaks, and
 * those that had been written to it are lost.
 */
final class Network {
  /** However many faults slow a line: what is under way at the heal has come when it is quiet. */
  private static final double MAX_SLOWED_NANOS = 5e9;

  private static final double HELD_BACK = 10;
  private static final long RESEND_NANOS = 200_000_000;
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long REPLAY_MIN_MILLIS = 500;
  private static final long REPLAY_MAX_MILLIS = 8_000;
  private static final int CLASSES = 3;
  private static final int REPLAYED = 2;

  private final PlanConfig config;
  private final Draws draws;
  private final Timeline timeline;
  private final Faults faults;
  private final Damage damage;
  private final @Nullable Link[] links;
  private final List<Link> holding = new ArrayList<>();
  private boolean isClean;
  private boolean isDrained;
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
    this.damage = new Damage(draws);
    int nodes = config.nodes().size();
    this.links = new Link[nodes * nodes * CLASSES];
  }

  Traffics traffics() {
    return traffics;
  }

  /** From now on links only take their time. */
  void heal() {
    isClean = true;
  }

  /** What was sent before the heal and is still under way does not arrive any more. */
  void drain() {
    isDrained = true;
  }

  private Link link(int from, int to, Traffic traffic) {
    int index = (from * config.nodes().size() + to) * CLASSES + Traffics.number(traffic);
    Link link = links[index];
    if (link == null) {
      String label = Traffics.label(traffic);
      long entity = Draws.entity(from * 1000L + to, Traffics.number(traffic));
      link = new Link(from, to, label, entity, config.quality(from, to, label));
      links[index] = link;
    }
    return link;
  }

  /** Sends a frame; returns until when the sender is stopped by a full buffer, or a past time. */
  long send(int from, int to, Traffic traffic, byte[] frame, Arrival arrival) {
    traffics = traffics.plus(traffic, frame.length);
    Link link = link(from, to, traffic);
    long number = link.nextNumber();
    boolean isCut = faults.isCut(from, to, link.trafficClass);
    if (isCut && !link.isStream()) {
      arrival.lost("cut");
      return 0;
    }
    if (isCut || link.isHolding() || faults.isJammed(from, to, link.trafficClass)) {
      hold(link, new Link.Held(number, frame, arrival, timeline.nowNanos()));
      return 0;
    }
    return pass(link, number, frame, arrival);
  }

  private void hold(Link link, Link.Held frame) {
    if (!link.isHolding()) {
      holding.add(link);
    }
    if (!link.hold(frame)) {
      frame.arrival().lost("overflow");
    }
  }

  private long pass(Link link, long number, byte[] frame, Arrival arrival) {
    LinkQuality quality = isClean ? link.quality.clean() : link.quality;
    boolean isLost = link.loses(draws, quality, number);
    if (isLost && !link.isStream()) {
      arrival.lost("loss");
      return 0;
    }
    long departs = link.departs(quality.bandwidth(), frame.length, timeline.nowNanos());
    if (departs < 0) {
      arrival.lost("overflow");
      return 0;
    }
    deliver(link, quality, number, 0, departs + (isLost ? RESEND_NANOS : 0), frame, arrival);
    if (!link.isStream()) {
      if (draws.happens(quality.duplication(), Stream.DUPLICATION, link.entity, number)) {
        deliver(link, quality, number, 1, departs, frame, arrival);
      }
      if (draws.happens(quality.replay(), Stream.REPLAY, link.entity, number)) {
        long later =
            draws.between(
                REPLAY_MIN_MILLIS, REPLAY_MAX_MILLIS, Stream.REPLAY, ~link.entity, number);
        deliver(link, quality, number, REPLAYED, departs + later * 1_000_000, frame, arrival);
      }
    }
    return link.blocksUntil(quality.bandwidth());
  }

  private void deliver(
      Link link,
      LinkQuality quality,
      long number,
      int copy,
      long departs,
      byte[] frame,
      Arrival arrival) {
    long draw = copy == REPLAYED ? -number : 2 * number + copy;
    double slowness = faults.slowness(link.from, link.to, link.trafficClass);
    double plain = quality.latency().nanos(draws.unit(Stream.LATENCY, link.entity, draw));
    double nanos = Math.max(plain, Math.min(plain * slowness, MAX_SLOWED_NANOS));
    if (!link.isStream() && draws.happens(quality.reorder(), Stream.REORDER, link.entity, draw)) {
      nanos *= 1 + HELD_BACK * draws.unit(Stream.REORDER, ~link.entity, draw);
    }
    byte[] bytes = damaged(quality, ~link.entity, draw, frame);
    boolean isOld = !isClean;
    long at = departs + Math.round(nanos);
    long life = link.lives();
    timeline.at(
        link.isStream() ? link.inOrder(at) : at,
        link.entity,
        () -> {
          if (link.isStream() && link.lives() != life) {
            arrival.lost("broken stream");
          } else if (isOld && isDrained) {
            arrival.lost("too late");
          } else {
            arrival.deliver(bytes);
          }
        });
  }

  private byte[] damaged(LinkQuality quality, long entity, long draw, byte[] frame) {
    if (draws.happens(quality.corruption(), Stream.CORRUPTION, ~entity, draw)) {
      return damage.flip(frame, entity, draw);
    }
    if (draws.happens(quality.truncation(), Stream.CORRUPTION, entity - 1, draw)) {
      return damage.truncate(frame, entity - 2, draw);
    }
    if (draws.happens(quality.hostile(), Stream.MALICE, entity - 1, draw)) {
      return damage.makeHostile(frame, entity, draw);
    }
    if (draws.happens(quality.hostile(), Stream.MALICE, entity - 3, draw)) {
      return EntryDamage.shorten(frame, draws.bits(Stream.MALICE, entity - 4, draw)).orElse(frame);
    }
    if (draws.happens(quality.forgery(), Stream.MALICE, entity - 2, draw)) {
      return damage.forge(frame, entity, draw);
    }
    return frame;
  }

  /** Faults began or ended: what need not wait any longer goes on. */
  void changed() {
    List<Link> free = new ArrayList<>(holding);
    free.removeIf(
        link ->
            faults.isCut(link.from, link.to, link.trafficClass)
                || faults.isJammed(link.from, link.to, link.trafficClass));
    holding.removeAll(free);
    free.forEach(this::release);
  }

  private void release(Link link) {
    List<Link.Held> held = link.release();
    long now = timeline.nowNanos();
    if (!link.isStream()) {
      held.forEach(h -> timeline.at(now, link.entity, () -> h.arrival().deliver(h.frame())));
      return;
    }
    long first = held.isEmpty() ? now : held.get(0).sinceNanos();
    boolean isBroken = now - first > PATIENCE_NANOS;
    for (Link.Held h : held) {
      if (isBroken && h.sinceNanos() - first <= PATIENCE_NANOS) {
        h.arrival().lost("broken stream");
      } else {
        pass(link, h.number(), h.frame(), h.arrival());
      }
    }
  }

  /** A process died: connections from and to it are no more. */
  void died(int node) {
    for (Link link : links) {
      if (link != null && link.isStream() && (link.from == node || link.to == node)) {
        link.breakDown();
        holding.remove(link);
      }
    }
  }
}
