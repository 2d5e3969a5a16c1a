package org.rejoin.benchmarks.antientropy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Buggify;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Member;
import org.rejoin.cluster.engine.Moment;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.StateRecord;
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.LWWRegister;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codecs;

/**
 * Two whole engines on a virtual wire with a round trip of {@value #ROUND_TRIP_NANOS} ns, that lose
 * all deltas: what differs is found by comparison alone. Only the first one begins comparisons. One
 * thread, deterministic by its seed.
 */
final class StorePair {
  static final long ROUND_TRIP_NANOS = 2_000_000;

  private static final KeyspaceSpec<LWWRegister<Bytes>, LWWRegister.Editor<Bytes>> VALUES =
      Keyspaces.lwwRegister("values", Codecs.bytes());
  private static final int GROUPS = 16;
  private static final int VALUE_BYTES = 16;
  private static final Duration COMPARING = Duration.ofSeconds(5);
  private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

  private final SplittableRandom random;
  private final int keys;
  private final boolean losesRepairs;
  private final Node a;
  private final Node b;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long numbers;

  /** What was sent since the last change. */
  private Meter sent = new Meter();

  private record Event(long nanos, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /** One store and its driver. */
  private final class Node {
    final Replica replica;
    final Endpoint endpoint;
    Object reply = "";
    int lastState;

    Node(String name, long id, Duration comparing, Buggify buggify) {
      EngineConfig.Intervals base = EngineConfig.Intervals.DEFAULT;
      this.replica =
          new Replica(
              new EngineConfig(
                  name,
                  new ReplicaId(id),
                  "bench",
                  HashSuites.sipHash(new byte[] {1, 2, 3}),
                  GROUPS,
                  List.of(),
                  new EngineConfig.Intervals(
                      base.delta(), comparing, base.notification(), Duration.ofHours(1)),
                  EngineConfig.Limits.DEFAULT),
              buggify);
      this.endpoint = new Endpoint(name);
    }

    void input(int machine, Input input) {
      Moment moment = new Moment(now, 1_000_000 + now / 1_000_000, random.nextLong());
      for (Effect effect : replica.machine(machine).step(input, moment)) {
        carryOut(machine, effect);
      }
    }

    private void carryOut(int machine, Effect effect) {
      if (effect instanceof Effect.Send send) {
        transmit(this, send);
      } else if (effect instanceof Effect.Tell tell) {
        at(now, () -> input(tell.machine(), new Input.Told(tell.note())));
      } else if (effect instanceof Effect.WakeAt wake) {
        at(Math.max(now, wake.nanos()), () -> input(machine, new Input.Wake()));
      } else if (effect instanceof Effect.Reply answer) {
        reply = answer.result();
      } else if (effect instanceof Effect.Trace trace) {
        traced(trace.event());
      }
    }

    private void traced(TraceEvent event) {
      if (event instanceof TraceEvent.ExchangeEnded ended) {
        sent.ended(ended);
      } else if (event instanceof TraceEvent.Updated updated) {
        lastState = updated.delta().toBytes().length;
      }
    }

    /** A digest of all that it holds, as it tells it. */
    String root() {
      reply = "";
      input(Machine.COORDINATOR, new Input.AskStatus(++numbers));
      while (!(reply instanceof StoreStatus)) {
        runOne();
      }
      return ((StoreStatus) reply).root();
    }
  }

  /**
   * Both hold the same {@code keys} keys, and have met. {@code losesRepairs} is a planted fault.
   */
  StorePair(int keys, long seed, Buggify buggify, boolean losesRepairs) {
    this.losesRepairs = losesRepairs;
    this.keys = keys;
    this.random = new SplittableRandom(seed);
    this.a = new Node("a", 1, COMPARING, buggify);
    this.b = new Node("b", 2, Duration.ZERO, buggify);
    load();
    a.input(Machine.COORDINATOR, new Input.Members(List.of(member(b))));
    b.input(Machine.COORDINATOR, new Input.Members(List.of(member(a))));
    runUntil(now + 2 * COMPARING.toNanos());
    if (!isEqual()) {
      throw new IllegalStateException("two stores of the same " + keys + " keys are not equal");
    }
  }

  private static Member member(Node node) {
    return new Member(node.endpoint, true, true);
  }

  private void load() {
    for (int machine = 0; machine <= GROUPS; machine++) {
      a.input(machine, new Input.Open(VALUES));
      b.input(machine, new Input.Open(VALUES));
    }
    Origin origin = new Origin(new ReplicaId(3), new Hlc(1));
    for (int i = 0; i < keys; i++) {
      Bytes value = value();
      byte[] state = VALUES.type().bottom().edit(origin, e -> e.set(value)).state().toBytes();
      KeyRef key = a.replica.key(VALUES.name(), "k" + i);
      Stored stored = stored(key, state);
      int machine = a.replica.machineOf(key);
      a.input(machine, new Input.Load(List.of(stored)));
      b.input(machine, new Input.Load(List.of(stored)));
    }
  }

  private static Stored stored(KeyRef key, byte[] state) {
    StateRecord record = new StateRecord(VALUES.type().tag(), 0, new Hlc(1), state);
    ItemId item = new ItemId(key.hash(), key.keyspace(), key.id());
    return new Stored(item, record.encode(item));
  }

  private Bytes value() {
    byte[] bytes =
        ByteBuffer.allocate(VALUE_BYTES)
            .putLong(random.nextLong())
            .putLong(random.nextLong())
            .array();
    return Bytes.wrap(bytes);
  }

  /**
   * The first store overwrites so many keys; returns the bytes of the states that the other lacks.
   */
  long change(int differing) {
    long[] lacking = {0};
    random.ints(0, keys).distinct().limit(differing).forEach(i -> lacking[0] += overwrite("k" + i));
    return lacking[0];
  }

  private int overwrite(String id) {
    Bytes value = value();
    KeyRef key = a.replica.key(VALUES.name(), id);
    int machine = a.replica.machineOf(key);
    a.input(
        machine,
        new Input.Update<>(++numbers, VALUES, key, editor -> editor.set(value), Write.local()));
    return a.lastState;
  }

  /** Lets them compare until they are equal, or a minute has passed; what that took. */
  Meter compare() {
    sent = new Meter();
    long until = now + LONGEST_NANOS;
    while (sent.exchanges() == 0 || !isEqual()) {
      if (now > until) {
        return sent;
      }
      runUntil(now + ROUND_TRIP_NANOS / 2);
    }
    sent.settled();
    return sent;
  }

  /** One comparison of equal stores. */
  Meter compareEqual() {
    sent = new Meter();
    while (sent.exchanges() == 0) {
      runOne();
    }
    sent.settled();
    return sent;
  }

  private void transmit(Node from, Effect.Send send) {
    if (send.traffic() == Traffic.DELTA || (losesRepairs && send.traffic() == Traffic.REPAIR)) {
      return;
    }
    Node to = from == a ? b : a;
    sent.count(send, now);
    at(
        now + ROUND_TRIP_NANOS / 2,
        () -> to.input(send.machine(), new Input.Frame(from.endpoint, send.frame())));
  }

  private void at(long nanos, Runnable action) {
    events.add(new Event(nanos, ++numbers, action));
  }

  private void runOne() {
    Event next = events.remove();
    now = next.nanos;
    next.action.run();
  }

  private void runUntil(long nanos) {
    while (!events.isEmpty() && events.peek().nanos <= nanos) {
      runOne();
    }
    now = nanos;
  }

  boolean isEqual() {
    return a.root().equals(b.root());
  }
}
