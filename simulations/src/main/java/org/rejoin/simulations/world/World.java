package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedFault;

/**
 * Carries out a plan: real machines, real frames, virtual time. One thread, no clock, no randomness
 * but the plan's. Phases: warm-up and chaos with operations, perhaps a time in which some do
 * without the others, the heal, the time to convergence, a quiet time, final reads, an idle time,
 * the last look. Used once.
 */
public final class World {
  private static final long MILLI = 1_000_000;
  private static final long MAX_EVENTS = 100_000_000;
  private static final long CORE_DEAD = -1;
  private static final long CORE_CUT = -2;

  private final Plan plan;
  private final PlanConfig config;
  private final Observer observer;
  private final Timeline timeline;
  private final Nodes nodes;
  private final Looks looks;

  /** Nothing runs yet. */
  public World(Plan plan, Plants plants, Observer observer) {
    this.plan = plan;
    this.config = plan.config();
    this.observer = observer;
    this.timeline = new Timeline(plan.draws());
    this.nodes = new Nodes(plan, plants, observer, timeline);
    this.looks = new Looks(nodes, timeline, observer);
  }

  /** Hash over all that happened. */
  public EventHash hash() {
    return nodes.hash();
  }

  /** Frames and bytes that were sent. */
  public Traffics traffics() {
    return nodes.network().traffics();
  }

  /** Events that happened. */
  public long events() {
    return timeline.done();
  }

  /** Virtual time now. */
  public long nowNanos() {
    return timeline.nowNanos();
  }

  /** Runs the whole plan. */
  public void run() {
    plan.faults().stream().filter(World::isThereFromTheBegin).forEach(this::begin);
    nodes.startAll();
    nodes.views().refresh();
    plan.ops().forEach(op -> timeline.at(op.atNanos(), entity(1, op.id()), () -> nodes.submit(op)));
    for (PlannedFault fault : plan.faults()) {
      if (!isThereFromTheBegin(fault)) {
        timeline.at(fault.atNanos(), entity(2, fault.id()), () -> begin(fault));
      }
      timeline.at(fault.untilNanos(), entity(3, fault.id()), () -> end(fault));
    }
    long chaosEnd = config.phases().chaosEndNanos();
    long every = config.phases().checkpointMillis() * MILLI;
    for (long at = every; at < chaosEnd; at += every) {
      timeline.at(at, entity(4, at), looks::look);
    }
    runUntil(chaosEnd);
    if (!observer.isEnough()) {
      afterChaos();
    }
    if (!observer.isEnough()) {
      finish();
    }
  }

  private void afterChaos() {
    calm();
    if (!config.core().nodes().isEmpty()) {
      core();
    }
    heal();
    observer.healed(timeline.nowNanos());
    converge(withinBound());
    runUntil(timeline.nowNanos() + config.phases().quiesceMillis() * MILLI);
  }

  private void finish() {
    FinalReads.of(plan, timeline.nowNanos()).forEach(nodes::submit);
    runUntil(timeline.nowNanos() + 2 * FinalReads.TIMEOUT_MILLIS * MILLI);
    idle();
    if (!observer.isEnough()) {
      observer.ended(timeline.nowNanos(), lastLook());
    }
  }

  private long withinBound() {
    return timeline.nowNanos() + config.convergeWithinMillis() * MILLI;
  }

  /** Some nodes are well; the others are down or cut off. */
  private void core() {
    PlanConfig.Core core = config.core();
    List<Integer> others = new ArrayList<>();
    for (int node = 0; node < nodes.count(); node++) {
      if (!core.nodes().contains(node)) {
        others.add(node);
      }
    }
    long now = timeline.nowNanos();
    long length = config.phases().coreMillis() * MILLI;
    begin(PlannedFault.ofNodes(CORE_DEAD, FaultKind.CRASH, now, length, core.dead(), 1));
    PlannedFault cut =
        new PlannedFault(
            CORE_CUT, FaultKind.CUT, now, length, core.nodes(), others, false, List.of(), 1);
    begin(cut);
    nodes.startAll();
    nodes.views().refresh();
    observer.coreBegan(now, core.nodes());
    converge(withinBound());
    if (!observer.isEnough()) {
      observer.coreJudged(timeline.nowNanos(), observer.isConverged());
    }
    runUntil(config.phases().healNanos());
  }

  private void idle() {
    nodes.network().drain();
    Traffics before = traffics();
    long length = config.phases().idleMillis() * MILLI;
    runUntil(timeline.nowNanos() + length);
    if (!observer.isEnough()) {
      observer.idled(timeline.nowNanos(), length, traffics().since(before));
    }
  }

  private static boolean isThereFromTheBegin(PlannedFault fault) {
    return fault.atNanos() == 0;
  }

  private static long entity(long kind, long id) {
    return Draws.entity(-kind, id);
  }

  private void runUntil(long nanos) {
    while (timeline.nextNanos() <= nanos && !observer.isEnough()) {
      step();
    }
    timeline.passTo(nanos);
  }

  private void step() {
    if (timeline.done() > MAX_EVENTS) {
      throw new IllegalStateException("more than " + MAX_EVENTS + " events: an endless loop?");
    }
    timeline.step();
    observer.happened(timeline.done(), timeline.nowNanos(), nodes.hash());
  }

  private void converge(long deadline) {
    while (!observer.isConverged() && !observer.isEnough() && timeline.nextNanos() <= deadline) {
      step();
    }
  }

  /** Links and clocks are well from now on, and nobody acts on a whim. */
  private void calm() {
    nodes.network().heal();
    nodes.calm();
    heal();
  }

  private void heal() {
    nodes.faults().active().forEach(this::end);
    nodes.startAll();
    nodes.views().refresh();
  }

  private void begin(PlannedFault fault) {
    nodes.faults().begin(fault);
    observer.fault(fault, false);
    Strikes.of(fault.kind()).begin(fault, nodes);
    nodes.network().changed();
    nodes.views().refresh();
  }

  private void end(PlannedFault fault) {
    if (nodes.faults().end(fault)) {
      observer.fault(fault, true);
      Strikes.of(fault.kind()).end(fault, nodes);
      nodes.network().changed();
      nodes.views().refresh();
    }
  }

  private List<Inspection> lastLook() {
    for (int look = 0; look < Looks.MAX_LOOKS; look++) {
      Optional<List<Inspection>> all = looks.now();
      if (all.isPresent()) {
        return all.get();
      }
      runUntil(timeline.nowNanos() + Looks.AGAIN_NANOS);
    }
    return List.of();
  }
}
