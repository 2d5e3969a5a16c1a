package org.rejoin.simulations.world;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Member;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.store.Stored;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlanConfig.Knobs;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.Points.DriverPoint;

/**
 * One incarnation of a node: the production machines and their driver, with the duties that {@link
 * Machine} lists.
 */
final class Running {
  private static final long NOTE_MAX_NANOS = 20_000;
  private static final int INBOX_ENTITY = 7000;
  private static final int SESSION_ENTITY = 7001;
  private static final int STORAGE_ENTITY = 11_000;
  private static final long MAX_LATE_NANOS = 100_000_000;

  private final Host host;
  private final Incarnation incarnation;
  private final Points.Own points;
  private final Replica replica;
  private final Machine[] machines;
  private final long[] steps;
  private final long entity;
  private final NodeClock clock;
  private final Timers timers;
  private final Inbox inbox;
  private final Inspector inspector;
  private final ProcessStorage storage;
  private final WriteBacks writeBacks;
  private final Map<Long, PlannedOp> pending = new HashMap<>();
  private final Map<Long, Written> written = new HashMap<>();
  private final Map<Long, Notes> notes = new HashMap<>();
  private final Deque<Runnable> direct = new ArrayDeque<>();
  private boolean isRunning = true;
  private boolean isDirect;
  private int notesUnderWay;

  /** Where an input comes from, for the observer. */
  private record Cause(long knowledge, @Nullable PlannedOp op) {
    static final Cause NONE = new Cause(0, null);
  }

  /** A write of a session, and how it ended. */
  private record Written(PlannedOp op, Object result) {}

  /** From one machine to another: how many so far, and when the last one arrives. */
  private record Notes(long count, long lastNanos) {
    static final Notes NONE = new Notes(0, 0);
  }

  Running(
      Host host,
      Incarnation incarnation,
      EngineConfig config,
      Knobs knobs,
      Plants plants,
      Points.Own points) {
    this.host = host;
    this.incarnation = incarnation;
    this.points = points;
    this.replica = new Replica(config, points);
    this.machines = new Machine[replica.machines()];
    for (int i = 0; i < machines.length; i++) {
      machines[i] = plants.plant(config, i, replica.machine(i));
    }
    this.steps = new long[machines.length];
    this.entity = incarnation.node() * 1000L + incarnation.number();
    Timeline timeline = host.timeline();
    this.clock = new NodeClock(host.draws(), knobs, incarnation, timeline.nowNanos());
    this.timers = new Timers(timeline, clock, points, entity, machines.length, this::wake);
    this.inbox =
        new Inbox(
            timeline,
            Draws.entity(entity, INBOX_ENTITY),
            knobs.serviceMicros() * 1000,
            knobs.inboxFrames());
    this.storage = new ProcessStorage(host, incarnation, replica);
    this.inspector = new Inspector(incarnation, replica, host.catalog(), this::ask);
    this.writeBacks = new WriteBacks(host, incarnation, this::submit);
  }

  Incarnation incarnation() {
    return incarnation;
  }

  boolean isRunning() {
    return isRunning;
  }

  boolean isPaused() {
    return inbox.isPaused();
  }

  void kill() {
    isRunning = false;
    inbox.clear();
    host.observer().died(incarnation);
  }

  void pause() {
    inbox.pause();
  }

  void resume() {
    inbox.resume();
  }

  /** Each input takes that much longer. */
  void slowCpu(double factor) {
    inbox.slow(factor);
  }

  /** The clocks run otherwise; see {@link NodeClock#turn}. */
  void turnClock(double faster, double driftPpm, double jumpMillis) {
    clock.turn(host.timeline().nowNanos(), faster, driftPpm, jumpMillis);
    timers.clockTurned();
  }

  /** Opens what is on the disk, if anything is to be kept; false if that is another node's. */
  boolean openStore(Disk disk, boolean isDurable) {
    return !isDurable || storage.open(disk);
  }

  /** What is on the disk comes in. */
  void load() {
    for (int machine = 1; machine < machines.length; machine++) {
      List<Stored> records = storage.load(machine - 1);
      if (!records.isEmpty()) {
        input(machine, new Input.Load(records), Cause.NONE);
      }
    }
  }

  void open(List<KeyspaceSpec<?, ?>> specs) {
    for (KeyspaceSpec<?, ?> spec : specs) {
      for (int machine = 0; machine < machines.length; machine++) {
        input(machine, new Input.Open(spec), Cause.NONE);
      }
    }
  }

  void members(Input.Members members) {
    if (points.fires(Machine.COORDINATOR, DriverPoint.DOUBTED_MEMBERS)) {
      input(Machine.COORDINATOR, doubted(members), Cause.NONE);
    }
    input(Machine.COORDINATOR, members, Cause.NONE);
  }

  private static Input.Members doubted(Input.Members members) {
    return new Input.Members(
        members.others().stream().map(m -> new Member(m.endpoint(), false, m.counts())).toList());
  }

  /** A frame arrives; false if there is no room for it. */
  boolean frame(int machine, Input.Frame frame, long knowledge) {
    return machine < 0
        || machine >= machines.length
        || input(machine, frame, new Cause(knowledge, null));
  }

  /** A client asks; false if there is no room for it. */
  boolean submit(PlannedOp op) {
    KeyRef key = replica.key(op.op().keyspace(), op.op().key());
    return submit(op, host.catalog().input(op.id() + 1, key, op.op(), host.sessions().token(op)));
  }

  private boolean submit(PlannedOp op, Input input) {
    KeyRef key = replica.key(op.op().keyspace(), op.op().key());
    pending.put(op.id() + 1, op);
    if (input(replica.machineOf(key), input, new Cause(0, op))) {
      return true;
    }
    pending.remove(op.id() + 1);
    return false;
  }

  private void wake(int machine) {
    input(machine, new Input.Wake(), Cause.NONE);
  }

  /** Hands in an input, now or when its turn comes; false if there is no room for it. */
  private boolean input(int machine, Input input, Cause cause) {
    if (!isRunning) {
      return true;
    }
    if (isDirect) {
      step(machine, input, cause);
      return true;
    }
    if (inbox.isOpen()) {
      step(machine, input, cause);
      inbox.worked();
      return true;
    }
    boolean isDroppable = input instanceof Input.Frame || cause.op != null;
    return inbox.add(isDroppable, () -> step(machine, input, cause));
  }

  private void step(int machine, Input input, Cause cause) {
    if (!isRunning) {
      return;
    }
    EventHash hash = host.hash();
    hash.add(host.timeline().nowNanos());
    hash.add(entity * 2048 + machine);
    hash.add(input.getClass());
    if (input instanceof Input.Frame frame) {
      hash.add(EventHash.of(frame.bytes()));
    }
    List<Effect> effects;
    try {
      effects = machines[machine].step(input, moment(machine));
    } catch (RuntimeException e) {
      host.observer().failed(incarnation, input.getClass().getSimpleName(), e);
      isRunning = false;
      host.observer().died(incarnation);
      return;
    }
    host.observer().stepped(incarnation, machine, input, effects);
    for (Effect effect : effects) {
      carryOut(machine, effect, cause);
    }
  }

  private Moment moment(int machine) {
    long bits = host.draws().bits(Stream.ENTROPY, Draws.entity(entity, machine), ++steps[machine]);
    Moment moment = clock.moment(host.timeline().nowNanos(), bits);
    host.observer().reads(incarnation, moment.wallMillis());
    return moment;
  }

  private void carryOut(int machine, Effect effect, Cause cause) {
    EventHash hash = host.hash();
    if (effect instanceof Effect.Send send) {
      long frameHash = EventHash.of(send.frame());
      hash.add(EventHash.of(send.to().name()) + Traffics.number(send.traffic()));
      hash.add(frameHash);
      inbox.blockUntil(host.transmit(this, send, frameHash));
    } else if (effect instanceof Effect.Tell tell) {
      hash.add(tell.note().getClass());
      tell(machine, tell);
    } else if (effect instanceof Effect.WakeAt wake) {
      hash.add(wake.nanos());
      timers.wakeAt(machine, wake.nanos());
    } else if (effect instanceof Effect.Reply reply) {
      reply(reply);
    } else if (effect instanceof Effect.Persist persist) {
      storage.commit(persist, ended -> stored(machine, ended));
    } else if (effect instanceof Effect.ReadBack read) {
      storage.readBack(read, ended -> stored(machine, ended));
    } else if (effect instanceof Effect.Trace trace) {
      hash.add(trace.event().getClass());
      PlannedOp op = askedBy(trace.event(), cause);
      host.observer().traced(incarnation, machine, trace.event(), cause.knowledge(), op);
    } else if (effect instanceof Effect.Settle settle) {
      hash.add(settle.key().toString());
      writeBacks.due(settle, clock.moment(host.timeline().nowNanos(), 0).wallMillis());
    } else {
      hash.add(effect.getClass());
    }
  }

  /** What became of a batch; a store may take its time to say so. */
  private void stored(int machine, Input ended) {
    if (!points.fires(machine, DriverPoint.LATE_STORAGE_REPORT)) {
      input(machine, ended, Cause.NONE);
      return;
    }
    long late = points.part(MAX_LATE_NANOS, machine, DriverPoint.LATE_STORAGE_REPORT);
    host.timeline()
        .at(
            host.timeline().nowNanos() + late,
            Draws.entity(entity, machine + STORAGE_ENTITY),
            () -> input(machine, ended, Cause.NONE));
  }

  /** An edit names its operation: one of a session is applied once the node has caught up. */
  private @Nullable PlannedOp askedBy(TraceEvent event, Cause cause) {
    if (event instanceof TraceEvent.Updated updated) {
      return pending.get(updated.op());
    }
    return event instanceof TraceEvent.Deleted deleted ? pending.get(deleted.op()) : cause.op();
  }

  private void reply(Effect.Reply reply) {
    PlannedOp op = pending.remove(reply.op());
    Written write = written.remove(reply.op());
    if (op != null && Sessions.hasWritten(op, reply.result())) {
      askWhatIsSeen(new Written(op, reply.result()));
    } else if (op != null) {
      host.sessions().seen(op, reply.result());
      answered(op, reply.result());
    } else if (write != null) {
      host.sessions().seen(write.op, reply.result());
      answered(write.op, write.result);
    } else {
      inspector.answered(reply.op(), reply.result());
    }
  }

  private void answered(PlannedOp op, Object result) {
    host.hash().add(op.id());
    Replies.addTo(host.hash(), result);
    host.sessions().end(op);
    host.observer().replied(incarnation, op, result);
  }

  /** The client of a session hears of its write once it knows what it has seen by that. */
  private void askWhatIsSeen(Written write) {
    KeyRef key = replica.key(write.op.op().keyspace(), write.op.op().key());
    long number = Sessions.numberOfRead(write.op);
    written.put(number, write);
    Timeline timeline = host.timeline();
    timeline.at(
        timeline.nowNanos(),
        Draws.entity(entity, SESSION_ENTITY),
        () -> input(replica.machineOf(key), host.catalog().read(number, key), Cause.NONE));
  }

  /** Notes keep their order per pair of machines. */
  private void tell(int from, Effect.Tell tell) {
    Input.Told told = new Input.Told(tell.note());
    if (isDirect) {
      direct.addLast(() -> input(tell.machine(), told, Cause.NONE));
      return;
    }
    long pair = from * 2048L + tell.machine();
    long pairEntity = Draws.entity(entity, ~pair);
    Timeline timeline = host.timeline();
    Notes before = notes.getOrDefault(pair, Notes.NONE);
    long bits = host.draws().bits(Stream.NOTE, pairEntity, before.count);
    long takes = 1000 + (bits >>> 32) % NOTE_MAX_NANOS;
    long at = Math.max(timeline.nowNanos() + takes, before.lastNanos);
    notes.put(pair, new Notes(before.count + 1, at));
    notesUnderWay++;
    timeline.at(at, pairEntity, () -> told(tell.machine(), told));
  }

  private void told(int machine, Input.Told told) {
    if (inbox.isOpen()) {
      notesUnderWay--;
      input(machine, told, Cause.NONE);
    } else {
      inbox.add(
          false,
          () -> {
            notesUnderWay--;
            step(machine, told, Cause.NONE);
          });
    }
  }

  /** Asks the node about itself in one moment; empty if its machines are talking to each other. */
  Optional<Inspection> inspect() {
    if (!isRunning || isPaused() || notesUnderWay > 0) {
      return Optional.empty();
    }
    isDirect = true;
    try {
      return inspector.inspect();
    } finally {
      isDirect = false;
    }
  }

  private void ask(int machine, Input input) {
    input(machine, input, Cause.NONE);
    while (!direct.isEmpty()) {
      direct.removeFirst().run();
    }
  }
}
