package org.rejoin.simulations.study;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;

/**
 * One run of the published experiment in virtual time: each node makes {@value Workload#EVENTS}
 * events, one a second, and synchronizes once a second; nothing is lost. A node looks every two
 * seconds from its last event on whether it has seen all; the run ends when all have. Times are
 * microseconds. All is a function of the seed.
 */
final class Experiment {
  private static final long PERIOD = 1_000_000;
  private static final long POLL = 2_000_000;

  /** How much later than asked each timer fires. */
  private static final long DRIFT = 1_000;

  private static final long LATENCY = 2_000;
  private static final long EVENT_SPREAD = 50_000;

  /** No run takes longer, unless it never converges. */
  private static final long GIVE_UP = 300 * PERIOD;

  private final Draws draws;
  private final Events events;
  private final OptionalLong stopAt;
  private final List<Replica> replicas = new ArrayList<>();
  private final PriorityQueue<Step> steps = new PriorityQueue<>();
  private Entries all = Entries.NONE;
  private long now;
  private long numbers;
  private int made;
  private int satisfied;
  private long lastEvent;
  private OptionalLong settled = OptionalLong.empty();
  private long payload;
  private long metadata;
  private long bytes;

  private record Step(long at, long number, Runnable action) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /**
   * What was sent in a run.
   *
   * @param payload units
   * @param metadata units
   * @param bytes of payload, and of ids that stand for it
   * @param settled microseconds from the last event until all nodes held all; empty if never
   * @param isConverged whether they did at the end
   */
  record Sent(long payload, long metadata, long bytes, OptionalLong settled, boolean isConverged) {}

  /**
   * A run, not yet begun.
   *
   * @param stopAt when to stop, whoever has seen what, instead of waiting for all
   */
  Experiment(
      long seed, int nodes, Events events, OptionalLong stopAt, IntFunction<Replica> algorithm) {
    this.draws = new Draws(seed);
    this.events = events;
    this.stopAt = stopAt;
    for (int node = 0; node < nodes; node++) {
      replicas.add(algorithm.apply(node));
    }
  }

  Sent run() {
    for (int node = 0; node < replicas.size(); node++) {
      int self = node;
      long eventPhase = draws.between(0, EVENT_SPREAD, Stream.WORKLOAD, node, 0);
      long tickPhase = draws.between(0, PERIOD - 1, Stream.CLOCK, node, 0);
      at(eventPhase + PERIOD + DRIFT, () -> event(self, 1));
      at(tickPhase, () -> tick(self));
    }
    long end = stopAt.orElse(GIVE_UP);
    while (now <= end && (stopAt.isPresent() || satisfied < replicas.size())) {
      Step next = steps.remove();
      now = next.at;
      if (now <= end) {
        next.action.run();
      }
    }
    return new Sent(payload, metadata, bytes, settled, isConverged());
  }

  private boolean isConverged() {
    return replicas.stream().allMatch(replica -> replica.holds(all));
  }

  private void event(int node, int event) {
    Replica replica = replicas.get(node);
    Entries delta = events.event(draws, replica, node, event, now * 1000);
    if (!delta.isEmpty()) {
      replica.update(delta);
      all = all.join(delta);
    }
    made++;
    lastEvent = now;
    if (event < Workload.EVENTS) {
      at(now + PERIOD + DRIFT, () -> event(node, event + 1));
    } else {
      at(now + POLL + DRIFT, () -> look(node));
    }
  }

  private void look(int node) {
    if (isOver() && replicas.get(node).holds(all)) {
      satisfied++;
    } else {
      at(now + POLL + DRIFT, () -> look(node));
    }
  }

  private boolean isOver() {
    return made == replicas.size() * Workload.EVENTS;
  }

  private void tick(int node) {
    replicas.get(node).tick((to, message) -> send(node, to, message));
    at(now + PERIOD + DRIFT, () -> tick(node));
  }

  private void send(int from, int to, Message message) {
    payload += message.payloadUnits();
    metadata += message.metadataUnits();
    bytes += message.bytes();
    at(now + LATENCY, () -> arrive(from, to, message));
  }

  private void arrive(int from, int to, Message message) {
    replicas.get(to).receive(from, message, (back, reply) -> send(to, back, reply));
    if (isOver() && settled.isEmpty() && isConverged()) {
      settled = OptionalLong.of(now - lastEvent);
    }
  }

  private void at(long time, Runnable action) {
    steps.add(new Step(time, numbers++, action));
  }
}
