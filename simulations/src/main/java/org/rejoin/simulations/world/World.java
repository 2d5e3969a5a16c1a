package org.rejoin.simulations.world;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.DeltaBuffer;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.FaultKind;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.workload.Catalog;

/**
 * Carries out a plan: real machines, real frames, virtual time. One thread, no clock, no randomness
 * but the plan's. Phases: warm-up and chaos with operations, the heal, the time to convergence, a
 * quiet time, the last look. Used once.
 */
public final class World implements Host {
  private static final long MILLI = 1_000_000;
  private static final long MAX_EVENTS = 100_000_000;
  private static final long LOOK_AGAIN_NANOS = 50_000;
  private static final int MAX_LOOKS = 200;
  private static final Duration BUFFER_AGE = Duration.ofMinutes(5);

  private final Plan plan;
  private final PlanConfig config;
  private final Plants plants;
  private final Observer observer;
  private final Draws draws;
  private final Timeline timeline;
  private final EventHash hash = new EventHash();
  private final Faults faults = new Faults();
  private final Network network;
  private final Detector detector;
  private final Catalog catalog;
  private final HashSuite suite;
  private final @Nullable Running[] processes;
  private final int[] starts;
  private final Map<Endpoint, Running> byEndpoint = new HashMap<>();
  private final Map<Long, Long> repairs = new HashMap<>();
  private long frames;

  /** Nothing runs yet. */
  public World(Plan plan, Plants plants, Observer observer) {
    this.plan = plan;
    this.config = plan.config();
    this.plants = plants;
    this.observer = observer;
    this.draws = plan.draws();
    this.timeline = new Timeline(draws);
    this.network = new Network(config, draws, timeline, faults);
    this.catalog = new Catalog(config.keyspaces());
    this.suite = HashSuites.sipHash(ByteBuffer.allocate(8).putLong(plan.seed()).array());
    int nodes = config.nodes().size();
    this.processes = new Running[nodes];
    this.starts = new int[nodes];
    this.detector =
        new Detector(
            timeline, draws, nodes, config.knobs().detectorMillis() * MILLI, this::tellMembers);
  }

  @Override
  public Timeline timeline() {
    return timeline;
  }

  @Override
  public Draws draws() {
    return draws;
  }

  @Override
  public EventHash hash() {
    return hash;
  }

  @Override
  public Observer observer() {
    return observer;
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  /** Frames and bytes that were sent. */
  public Traffics traffics() {
    return network.traffics();
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
    for (int node = 0; node < processes.length; node++) {
      start(node);
    }
    refresh();
    plan.ops().forEach(op -> timeline.at(op.atNanos(), entity(1, op.id()), () -> submit(op)));
    for (PlannedFault fault : plan.faults()) {
      timeline.at(fault.atNanos(), entity(2, fault.id()), () -> begin(fault));
      timeline.at(fault.untilNanos(), entity(3, fault.id()), () -> end(fault));
    }
    long chaosEnd = config.phases().chaosEndNanos();
    long every = config.phases().checkpointMillis() * MILLI;
    for (long at = every; at < chaosEnd; at += every) {
      timeline.at(at, entity(4, at), () -> look(0));
    }
    runUntil(chaosEnd);
    heal();
    observer.healed(timeline.nowNanos());
    converge(timeline.nowNanos() + config.convergeWithinMillis() * MILLI);
    runUntil(timeline.nowNanos() + config.phases().quiesceMillis() * MILLI);
    observer.ended(timeline.nowNanos(), lastLook());
  }

  private static long entity(long kind, long id) {
    return Draws.entity(-kind, id);
  }

  private void runUntil(long nanos) {
    while (timeline.nextNanos() <= nanos) {
      step();
    }
    timeline.passTo(nanos);
  }

  private void step() {
    if (timeline.done() > MAX_EVENTS) {
      throw new IllegalStateException("more than " + MAX_EVENTS + " events: an endless loop?");
    }
    timeline.step();
    observer.happened(timeline.done(), timeline.nowNanos(), hash);
  }

  private void converge(long deadline) {
    while (!observer.isConverged() && timeline.nextNanos() <= deadline) {
      step();
    }
  }

  private void heal() {
    network.heal();
    for (PlannedFault fault : plan.faults()) {
      faults.end(fault);
    }
    for (int node = 0; node < processes.length; node++) {
      Running process = processes[node];
      if (process == null || !process.isRunning()) {
        start(node);
      } else if (process.isPaused()) {
        process.resume();
      }
    }
    refresh();
  }

  private void begin(PlannedFault fault) {
    faults.begin(fault);
    observer.fault(fault, false);
    for (int node : fault.nodes()) {
      Running process = processes[node];
      if (process != null && process.isRunning()) {
        if (fault.kind() == FaultKind.CRASH) {
          process.kill();
          processes[node] = null;
        } else if (fault.kind() == FaultKind.PAUSE) {
          process.pause();
        }
      }
    }
    refresh();
  }

  private void end(PlannedFault fault) {
    faults.end(fault);
    observer.fault(fault, true);
    for (int node : fault.nodes()) {
      Running process = processes[node];
      if (fault.kind() == FaultKind.CRASH
          && process == null
          && !faults.strikes(FaultKind.CRASH, node)) {
        start(node);
      } else if (fault.kind() == FaultKind.PAUSE
          && process != null
          && !faults.strikes(FaultKind.PAUSE, node)) {
        process.resume();
      }
    }
    refresh();
  }

  private ReplicaId replica(int node) {
    return new ReplicaId(draws.bits(Stream.IDENTITY, node, starts[node]) | 1);
  }

  private void start(int node) {
    int number = ++starts[node];
    String name = config.nodes().get(node);
    ReplicaId replica = replica(node);
    Endpoint endpoint = new Endpoint(name + "#" + number);
    Incarnation incarnation = new Incarnation(node, name, number, endpoint, replica);
    long skew = config.knobs().clockSkewMillis();
    long mine = draws.between(-skew, skew, Stream.CLOCK, node, 0);
    Running process = new Running(this, incarnation, engine(name, replica), mine, plants);
    processes[node] = process;
    byEndpoint.put(endpoint, process);
    observer.started(incarnation);
    process.open(catalog.specs());
    detector.forget(node);
    if (faults.strikes(FaultKind.PAUSE, node)) {
      process.pause();
    }
  }

  private EngineConfig engine(String name, ReplicaId replica) {
    PlanConfig.Knobs knobs = config.knobs();
    EngineConfig.Limits limits = EngineConfig.Limits.DEFAULT;
    return new EngineConfig(
        name,
        replica,
        "simulated",
        suite,
        config.groups(),
        config.nodes(),
        new EngineConfig.Intervals(
            Duration.ofMillis(knobs.deltaMillis()),
            Duration.ofMillis(knobs.antiEntropyMillis()),
            EngineConfig.Intervals.DEFAULT.notification(),
            Duration.ofMillis(knobs.retransmitMillis())),
        new EngineConfig.Limits(
            knobs.frameBytes(),
            limits.windowBytes(),
            limits.operations(),
            limits.repairBytesPerRound(),
            new DeltaBuffer.Limits(8L << 20, knobs.bufferEntries(), BUFFER_AGE.toNanos())));
  }

  private void submit(PlannedOp op) {
    Running process = processes[op.node()];
    if (process == null || !process.isRunning()) {
      observer.refused(op);
    } else {
      process.submit(addressed(op));
    }
  }

  /** Who gives rights to a node gives them to its latest incarnation. */
  private PlannedOp addressed(PlannedOp op) {
    if (op.op().verb() != Verb.GIVE) {
      return op;
    }
    int node = config.nodes().indexOf(op.op().value());
    if (node < 0) {
      throw new IllegalArgumentException("operation " + op.id() + " gives to no node: " + op.op());
    }
    OpBody body = op.op().withValue(Long.toHexString(replica(node).value()));
    return new PlannedOp(op.id(), op.atNanos(), op.node(), op.session(), body);
  }

  @Override
  public void transmit(Running from, Effect.Send send, long frameHash) {
    Running to = byEndpoint.get(send.to());
    if (to == null) {
      return;
    }
    Incarnation sender = from.incarnation();
    long knowledge = knowledge(sender, send.traffic(), frameHash);
    observer.sent(++frames, sender, to.incarnation(), send);
    network.send(
        sender.node(),
        to.incarnation().node(),
        send.traffic(),
        send.frame(),
        new Passage(observer, frames, to, sender, send, knowledge));
  }

  /** A frame that is sent again carries what was known when it was made. */
  private long knowledge(Incarnation sender, Traffic traffic, long frameHash) {
    long now = observer.knowledge(sender);
    if (traffic != Traffic.REPAIR) {
      return now;
    }
    Long before = repairs.putIfAbsent(frameHash, now);
    return before == null ? now : before;
  }

  /** Tells the detector what is so. */
  private void refresh() {
    for (int node = 0; node < processes.length; node++) {
      for (int other = 0; other < processes.length; other++) {
        Running process = processes[other];
        if (node != other && isRunning(node)) {
          boolean reachable =
              process != null
                  && process.isRunning()
                  && !process.isPaused()
                  && !faults.isCut(node, other)
                  && !faults.isCut(other, node);
          Endpoint endpoint = reachable ? process.incarnation().endpoint() : null;
          detector.truth(node, other, new Detector.Truth(reachable, endpoint));
        }
      }
    }
  }

  private boolean isRunning(int node) {
    Running process = processes[node];
    return process != null && process.isRunning();
  }

  private void tellMembers(int node) {
    Running process = processes[node];
    if (process != null && process.isRunning()) {
      process.members(new Input.Members(detector.members(node)));
    }
  }

  /** A look at all nodes that can be looked at; soon again if some are busy with themselves. */
  private void look(int looks) {
    Optional<List<Inspection>> all = lookNow();
    if (all.isPresent()) {
      observer.checkpoint(timeline.nowNanos(), all.get());
    } else if (looks < MAX_LOOKS) {
      timeline.at(timeline.nowNanos() + LOOK_AGAIN_NANOS, entity(5, looks), () -> look(looks + 1));
    }
  }

  private Optional<List<Inspection>> lookNow() {
    List<Inspection> all = new ArrayList<>();
    for (Running process : processes) {
      if (process != null && process.isRunning() && !process.isPaused()) {
        Optional<Inspection> inspection = process.inspect();
        if (inspection.isEmpty()) {
          return Optional.empty();
        }
        all.add(inspection.get());
      }
    }
    return Optional.of(all);
  }

  private List<Inspection> lastLook() {
    for (int looks = 0; looks < MAX_LOOKS; looks++) {
      Optional<List<Inspection>> all = lookNow();
      if (all.isPresent()) {
        return all.get();
      }
      runUntil(timeline.nowNanos() + LOOK_AGAIN_NANOS);
    }
    return List.of();
  }
}
