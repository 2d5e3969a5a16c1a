package org.rejoin.simulations.world;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Member;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.Draws;
import org.rejoin.simulations.plan.Draws.Stream;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.Points.DriverPoint;

/**
 * One incarnation of a node: the production machines and their driver, with the duties that {@link
 * Machine} lists.
 */
final class Running {
  private static final long WALL_BASE_MILLIS = 1_767_225_600_000L;
  private static final long NOTE_MAX_NANOS = 20_000;
  private static final long FIRST_INSPECTION = 1L << 40;
  private static final int INBOX_MAX = 20_000;
  private static final int PAGE = 512;
  private static final long MAX_LATE_NANOS = 50_000_000;

  private final Host host;
  private final Incarnation incarnation;
  private final Points.Own points;
  private final Replica replica;
  private final Machine[] machines;
  private final long[] wanted;
  private final long[] scheduled;
  private final long[] steps;
  private final long clockOffset;
  private final long skewMillis;
  private final Map<Long, PlannedOp> pending = new HashMap<>();
  private final Map<Long, Long> lastNote = new HashMap<>();
  private final Deque<Runnable> inbox = new ArrayDeque<>();
  private final Deque<Runnable> direct = new ArrayDeque<>();
  private final Map<Long, Object> inspected = new HashMap<>();
  private boolean isRunning = true;
  private boolean isPaused;
  private boolean isDirect;
  private int notesUnderWay;
  private long notes;
  private long inspections = FIRST_INSPECTION;

  /** Where an input comes from, for the observer. */
  private record Cause(long knowledge, @Nullable PlannedOp op) {
    static final Cause NONE = new Cause(0, null);
  }

  Running(
      Host host,
      Incarnation incarnation,
      EngineConfig config,
      long skewMillis,
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
    this.wanted = new long[machines.length];
    this.scheduled = new long[machines.length];
    this.steps = new long[machines.length];
    Arrays.fill(wanted, Long.MAX_VALUE);
    Arrays.fill(scheduled, Long.MAX_VALUE);
    this.skewMillis = skewMillis;
    this.clockOffset =
        host.draws().bits(Stream.CLOCK, incarnation.node(), incarnation.number()) >>> 20;
  }

  Incarnation incarnation() {
    return incarnation;
  }

  boolean isRunning() {
    return isRunning;
  }

  boolean isPaused() {
    return isPaused;
  }

  void kill() {
    isRunning = false;
    inbox.clear();
    host.observer().died(incarnation);
  }

  void pause() {
    isPaused = true;
  }

  void resume() {
    isPaused = false;
    while (!inbox.isEmpty() && isRunning && !isPaused) {
      inbox.removeFirst().run();
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

  void frame(int machine, Input.Frame frame, long knowledge) {
    if (machine >= 0 && machine < machines.length) {
      input(machine, frame, new Cause(knowledge, null));
    }
  }

  void submit(PlannedOp op) {
    KeyRef key = replica.key(op.op().keyspace(), op.op().key());
    long number = op.id() + 1;
    pending.put(number, op);
    input(replica.machineOf(key), host.catalog().input(number, key, op.op()), new Cause(0, op));
  }

  private void input(int machine, Input input, Cause cause) {
    if (!isRunning) {
      return;
    }
    if (isPaused) {
      if (inbox.size() < INBOX_MAX) {
        inbox.addLast(() -> input(machine, input, cause));
      }
      return;
    }
    EventHash hash = host.hash();
    hash.add(host.timeline().nowNanos());
    hash.add((incarnation.node() * 1000L + incarnation.number()) * 2048 + machine);
    hash.add(input.getClass().getSimpleName());
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
    long now = host.timeline().nowNanos();
    long entity = Draws.entity(incarnation.node() * 1000L + incarnation.number(), machine);
    return new Moment(
        now + clockOffset,
        WALL_BASE_MILLIS + now / 1_000_000 + skewMillis,
        host.draws().bits(Stream.ENTROPY, entity, ++steps[machine]));
  }

  private void carryOut(int machine, Effect effect, Cause cause) {
    EventHash hash = host.hash();
    if (effect instanceof Effect.Send send) {
      long frameHash = EventHash.of(send.frame());
      hash.add(EventHash.of(send.to().name()) + Traffics.number(send.traffic()));
      hash.add(frameHash);
      host.transmit(this, send, frameHash);
    } else if (effect instanceof Effect.Tell tell) {
      hash.add(tell.note().getClass().getSimpleName());
      tell(machine, tell);
    } else if (effect instanceof Effect.WakeAt wake) {
      hash.add(wake.nanos());
      wakeAt(machine, wake.nanos());
    } else if (effect instanceof Effect.Reply reply) {
      reply(reply);
    } else if (effect instanceof Effect.Trace trace) {
      hash.add(trace.event().getClass().getSimpleName());
      host.observer().traced(incarnation, machine, trace.event(), cause.knowledge(), cause.op());
    } else {
      hash.add(effect.getClass().getSimpleName());
    }
  }

  private void reply(Effect.Reply reply) {
    PlannedOp op = pending.remove(reply.op());
    if (op != null) {
      host.hash().add(op.id());
      host.hash().add(describe(reply.result()));
      host.observer().replied(incarnation, op, reply.result());
    } else {
      inspected.put(reply.op(), reply.result());
    }
  }

  private static String describe(Object result) {
    if (result instanceof ReadResult.Found<?> found) {
      return found.from() + Long.toHexString(EventHash.of(found.value().toBytes()));
    }
    return result.toString();
  }

  /** Notes keep their order per pair of machines. */
  private void tell(int from, Effect.Tell tell) {
    Input.Told told = new Input.Told(tell.note());
    if (isDirect) {
      direct.addLast(() -> input(tell.machine(), told, Cause.NONE));
      return;
    }
    long pair = from * 2048L + tell.machine();
    long entity = Draws.entity(incarnation.node() * 1000L + incarnation.number(), ~pair);
    Timeline timeline = host.timeline();
    long takes = 1000 + (host.draws().bits(Stream.NOTE, entity, ++notes) >>> 32) % NOTE_MAX_NANOS;
    long at = Math.max(timeline.nowNanos() + takes, lastNote.getOrDefault(pair, 0L));
    lastNote.put(pair, at);
    notesUnderWay++;
    timeline.at(
        at,
        entity,
        () -> {
          notesUnderWay--;
          input(tell.machine(), told, Cause.NONE);
        });
  }

  private void wakeAt(int machine, long nodeNanos) {
    long now = host.timeline().nowNanos();
    long at = Math.max(nodeNanos - clockOffset, now + 1000);
    if (points.fires(machine, DriverPoint.LATE_WAKE)) {
      at += points.part(MAX_LATE_NANOS, machine, DriverPoint.LATE_WAKE);
    }
    if (points.fires(machine, DriverPoint.EARLY_WAKE)) {
      long early = now + points.part(at - now, machine, DriverPoint.EARLY_WAKE);
      long entity = Draws.entity(incarnation.node() * 1000L + incarnation.number(), machine + 9000);
      host.timeline().at(early, entity, () -> input(machine, new Input.Wake(), Cause.NONE));
    }
    wanted[machine] = at;
    schedule(machine);
  }

  private void schedule(int machine) {
    long at = wanted[machine];
    if (at < scheduled[machine]) {
      scheduled[machine] = at;
      long entity = Draws.entity(incarnation.node() * 1000L + incarnation.number(), machine + 5000);
      host.timeline().at(at, entity, () -> wake(machine, at));
    }
  }

  private void wake(int machine, long at) {
    if (scheduled[machine] == at) {
      scheduled[machine] = Long.MAX_VALUE;
    }
    if (!isRunning || wanted[machine] == Long.MAX_VALUE) {
      return;
    }
    if (host.timeline().nowNanos() < wanted[machine]) {
      schedule(machine);
      return;
    }
    wanted[machine] = Long.MAX_VALUE;
    input(machine, new Input.Wake(), Cause.NONE);
  }

  /** Asks the node about itself in one moment; empty if its machines are talking to each other. */
  Optional<Inspection> inspect() {
    if (!isRunning || isPaused || notesUnderWay > 0) {
      return Optional.empty();
    }
    isDirect = true;
    try {
      long op = ++inspections;
      input(Machine.COORDINATOR, new Input.AskStatus(op), Cause.NONE);
      while (!direct.isEmpty()) {
        direct.removeFirst().run();
      }
      if (!(inspected.remove(op) instanceof StoreStatus status)) {
        return Optional.empty();
      }
      Map<KeyRef, Long> versions = new TreeMap<>();
      Map<KeyRef, Crdt<?>> states = new TreeMap<>();
      for (int machine = 1; machine < machines.length; machine++) {
        list(machine, versions, states);
      }
      return Optional.of(new Inspection(incarnation, status, versions, states));
    } finally {
      isDirect = false;
    }
  }

  private void list(int machine, Map<KeyRef, Long> versions, Map<KeyRef, Crdt<?>> states) {
    Optional<KeyRef> after = Optional.empty();
    while (true) {
      long op = ++inspections;
      input(machine, new Input.ListKeys(op, after, PAGE), Cause.NONE);
      List<?> page = inspected.remove(op) instanceof List<?> list ? list : List.of();
      for (Object row : page) {
        if (row instanceof KeyInfo info) {
          KeyRef key = replica.key(info.keyspace(), info.id());
          versions.put(key, info.version());
          read(machine, key).ifPresent(state -> states.put(key, state));
          after = Optional.of(key);
        }
      }
      if (page.size() < PAGE) {
        return;
      }
    }
  }

  private Optional<Crdt<?>> read(int machine, KeyRef key) {
    long op = ++inspections;
    input(machine, host.catalog().read(op, key), Cause.NONE);
    return inspected.remove(op) instanceof ReadResult.Found<?> found
        ? Optional.of(found.value())
        : Optional.empty();
  }
}
