package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Member;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/**
 * What each node believes about each other: follows the truth after a delay, if the truth lasts
 * that long. A new incarnation takes the place of the old one once it has been reachable for that
 * long. Who was removed is forgotten.
 */
final class Detector {
  private final Timeline timeline;
  private final Draws draws;
  private final long delayNanos;
  private final int nodes;
  private final @Nullable Belief[][] beliefs;
  private final Truth[][] truths;
  private final long[][] versions;
  private final IntConsumer changed;

  /**
   * What is so.
   *
   * @param reachable whether two nodes reach each other
   * @param endpoint who the other is, if so
   * @param removed whether the other is a member no more
   */
  record Truth(boolean reachable, @Nullable Endpoint endpoint, boolean removed) {
    static final Truth UNREACHABLE = new Truth(false, null, false);
    static final Truth REMOVED = new Truth(false, null, true);
  }

  private record Belief(Endpoint endpoint, boolean reachable) {}

  Detector(Timeline timeline, Draws draws, int nodes, long delayNanos, IntConsumer changed) {
    this.timeline = timeline;
    this.draws = draws;
    this.delayNanos = delayNanos;
    this.nodes = nodes;
    this.changed = changed;
    this.beliefs = new Belief[nodes][nodes];
    this.versions = new long[nodes][nodes];
    this.truths = new Truth[nodes][nodes];
    for (Truth[] row : truths) {
      Arrays.fill(row, Truth.UNREACHABLE);
    }
  }

  /** What is so between two nodes, from now on. */
  void truth(int node, int other, Truth truth) {
    if (truth.equals(truths[node][other])) {
      return;
    }
    truths[node][other] = truth;
    long version = ++versions[node][other];
    long link = node * 1000L + other;
    long now = timeline.nowNanos();
    long extra = Math.round(draws.unit(Stream.DETECTOR, link, now) * delayNanos / 4);
    timeline.at(
        now + delayNanos + extra,
        Draws.entity(link, -1),
        () -> {
          if (versions[node][other] == version) {
            believe(node, other, truth);
          }
        });
  }

  private void believe(int node, int other, Truth truth) {
    Belief before = beliefs[node][other];
    Belief after = before;
    if (truth.removed()) {
      after = null;
    } else if (truth.reachable() && truth.endpoint() != null) {
      after = new Belief(truth.endpoint(), true);
    } else if (before != null) {
      after = new Belief(before.endpoint(), false);
    }
    if (!Objects.equals(after, before)) {
      beliefs[node][other] = after;
      changed.accept(node);
    }
  }

  /** A process that has just started knows nobody. */
  void forget(int node) {
    for (int other = 0; other < nodes; other++) {
      beliefs[node][other] = null;
      truths[node][other] = Truth.UNREACHABLE;
      versions[node][other]++;
    }
  }

  /** What the node believes about the others. */
  List<Member> members(int node) {
    List<Member> members = new ArrayList<>();
    for (Belief belief : beliefs[node]) {
      if (belief != null) {
        members.add(new Member(belief.endpoint(), belief.reachable(), true));
      }
    }
    return members;
  }
}
