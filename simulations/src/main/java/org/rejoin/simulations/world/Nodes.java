package org.rejoin.simulations.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.crdt.ReplicaId;
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

/** The nodes of a run: their processes, which start and die, and what passes between them. */
final class Nodes implements Host {
  private static final long STOP_ENTITY = -6;

  private final PlanConfig config;
  private final Plants plants;
  private final Observer observer;
  private final Draws draws;
  private final Timeline timeline;
  private final EventHash hash = new EventHash();
  private final Faults faults;
  private final Network network;
  private final Catalog catalog;
  private final Sessions sessions = new Sessions();
  private final Engines engines;
  private final Views views;
  private final Points points;
  private final Disks disks;
  private final @Nullable Running[] processes;
  private final int[] starts;
  private final Map<Endpoint, Incarnation> addresses = new HashMap<>();
  private final Map<Long, Long> repairs = new HashMap<>();
  private long frames;

  Nodes(Plan plan, Plants plants, Observer observer, Timeline timeline) {
    this.config = plan.config();
    this.plants = plants;
    this.observer = observer;
    this.draws = plan.draws();
    this.timeline = timeline;
    this.faults = new Faults();
    this.network = new Network(config, draws, timeline, faults);
    this.catalog = new Catalog(config.keyspaces());
    this.engines = new Engines(plan);
    this.disks = new Disks(config.nodes().size(), timeline, draws, faults);
    this.points = new Points(draws, config.knobs().buggify());
    this.processes = new Running[config.nodes().size()];
    this.starts = new int[processes.length];
    this.views = new Views(this, timeline, draws, config.knobs().detectorMillis());
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

  @Override
  public Sessions sessions() {
    return sessions;
  }

  Faults faults() {
    return faults;
  }

  Network network() {
    return network;
  }

  Disks disks() {
    return disks;
  }

  Views views() {
    return views;
  }

  int count() {
    return processes.length;
  }

  /** The node's process, if it runs. */
  Optional<Running> running(int node) {
    return Optional.ofNullable(processes[node]).filter(Running::isRunning);
  }

  /** All that run, by node. */
  List<Running> running() {
    List<Running> all = new ArrayList<>();
    for (int node = 0; node < processes.length; node++) {
      running(node).ifPresent(all::add);
    }
    return all;
  }

  /** The process dies; nothing if none runs. */
  void kill(int node) {
    running(node).ifPresent(Running::kill);
    sessions.died(node);
    processes[node] = null;
    disks.of(node).processDies();
    network.died(node);
  }

  /** The process that runs now stops after some time, if the fault still lasts then. */
  void stopAfter(long nanos, int node, PlannedFault fault) {
    Optional<Running> now = running(node);
    timeline.at(
        timeline.nowNanos() + nanos,
        Draws.entity(STOP_ENTITY, node),
        () -> {
          if (now.isPresent() && now.equals(running(node)) && faults.isActive(fault)) {
            kill(node);
            views.refresh();
          }
        });
  }

  /** A new process starts unless one runs, or a fault holds the node down. */
  void startUnlessStruck(int node) {
    if (running(node).isEmpty() && !faults.isHeldDown(node)) {
      start(node);
    }
  }

  /** Sets the node's clocks and its speed to what the faults of the moment make them. */
  void tune(int node) {
    running(node)
        .ifPresent(
            process -> {
              process.slowCpu(faults.product(FaultKind.SLOW_CPU, node));
              process.turnClock(
                  faults.product(FaultKind.CLOCK_RATE, node),
                  faults.sum(FaultKind.CLOCK_DRIFT, node),
                  faults.sum(FaultKind.CLOCK_JUMP, node));
            });
  }

  private ReplicaId replica(int node) {
    return new ReplicaId(draws.bits(Stream.IDENTITY, node, starts[node]) | 1);
  }

  /** A new process starts, under a new replica id, unless the disk there is of another node. */
  void start(int node) {
    int number = ++starts[node];
    String name = config.nodes().get(node);
    EngineConfig engine = plants.config(engines.config(name, replica(node)), number);
    Endpoint endpoint = new Endpoint(name + "#" + number);
    Incarnation incarnation = new Incarnation(node, name, number, endpoint, engine.replica());
    Running process =
        new Running(this, incarnation, engine, config.knobs(name), plants, points.of(incarnation));
    if (catalog.isDurable() && disks.isBlankAstray(node)) {
      observer.storeRefused(incarnation, "an empty disk in the place of another");
      return;
    }
    if (!process.openStore(disks.of(node), catalog.isDurable())) {
      return;
    }
    processes[node] = process;
    addresses.put(endpoint, incarnation);
    tune(node);
    observer.started(incarnation);
    process.load();
    process.open(catalog.specs());
    views.forget(node);
    if (faults.strikes(FaultKind.PAUSE, node)) {
      process.pause();
    }
  }

  /** From now on nobody acts on a whim. */
  void calm() {
    points.stop();
  }

  /** All run that no fault holds down. */
  void startAll() {
    for (int node = 0; node < processes.length; node++) {
      startUnlessStruck(node);
    }
  }

  void submit(PlannedOp planned) {
    Optional<Running> process = running(planned.node());
    PlannedOp op = process.isPresent() ? sessions.begin(planned) : planned;
    if (process.isEmpty()) {
      observer.refused(op);
      return;
    }
    observer.submitted(process.get().incarnation(), op);
    if (!process.get().submit(addressed(op))) {
      sessions.end(op);
      observer.refused(op);
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

  /** What is sent to a former incarnation of a node arrives at the one that runs there then. */
  @Override
  public long transmit(Running from, Effect.Send send, long frameHash) {
    Incarnation to = addresses.get(send.to());
    if (to == null) {
      return 0;
    }
    Incarnation sender = from.incarnation();
    long knowledge = knowledge(sender, send.traffic(), frameHash);
    observer.sent(++frames, sender, to, send);
    return network.send(
        sender.node(),
        to.node(),
        send.traffic(),
        send.frame(),
        new Passage(this, frames, to.node(), sender, send, knowledge));
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
}
