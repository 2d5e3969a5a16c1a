package org.rejoin.benchmarks.antientropy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.rejoin.antientropy.HashSuites;
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
import org.rejoin.cluster.store.Stored;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.Bytes;

/**
 * Two whole engines on a virtual wire with a round trip of {@value #ROUND_TRIP_NANOS} ns, that lose
 * all deltas: what differs is found by comparison alone. Only the first one begins comparisons. One
 * thread, deterministic by its seed.
 */
final class StorePair {
  static final long ROUND_TRIP_NANOS = 2_000_000;

  private static final int GROUPS = 16;
  private static final int RECORDS_A_LOAD = 1024;

  private static final Duration COMPARING = Duration.ofSeconds(5);
  private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

  private final SplittableRandom random;
  private final Keyring keys;
  private final Start start;
  private final boolean losesRepairs;
  private final Node a;
  private final Node b;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long numbers;

  /** Whether a frame has come since they were last found to differ. */
  private boolean isTouched;

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
    final Map<Integer, List<Stored>> loading = new TreeMap<>();
    Object reply = "";
    int lastState;

    Node(String name, long id, Duration comparing, Buggify buggify) {
      this.replica = new Replica(config(name, id, comparing), buggify);
      this.endpoint = new Endpoint(name);
    }

    void input(int machine, Input input) {
      Moment moment = new Moment(now, 1_000_000 + now / 1_000_000, random.nextLong());
      for (Effect effect : replica.machine(machine).step(input, moment)) {
        carryOut(machine, effect);
      }
    }

    /** Puts a record to those that are to be loaded. */
    void load(KeyRef key, Stored stored) {
      int machine = replica.machineOf(key);
      List<Stored> records = loading.computeIfAbsent(machine, m -> new ArrayList<>());
      records.add(stored);
      if (records.size() == RECORDS_A_LOAD) {
        input(machine, new Input.Load(records));
        records.clear();
      }
    }

    /** Loads the last ones. */
    void loaded() {
      loading.forEach((machine, records) -> input(machine, new Input.Load(records)));
      loading.clear();
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
      } else if (event instanceof TraceEvent.Deleted deleted) {
        lastState = deleted.state().toBytes().length;
      } else if (event instanceof TraceEvent.Joined joined) {
        sent.named(joined.key());
      } else if (event instanceof TraceEvent.CorruptionFound corruption) {
        sent.named(corruption.key());
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
   * Two stores that have not met yet.
   *
   * @param losesRepairs a planted fault
   */
  StorePair(Keyring keys, Start start, long seed, Buggify buggify, boolean losesRepairs) {
    this.losesRepairs = losesRepairs;
    this.keys = keys;
    this.start = start;
    this.random = new SplittableRandom(seed);
    this.a = new Node("a", 1, COMPARING, buggify);
    this.b = new Node("b", 2, Duration.ZERO, buggify);
    load();
    runUntil(now + 2 * COMPARING.toNanos());
  }

  /**
   * How the second store starts.
   *
   * @param kind {@link Kind#MISSING}: without the {@code planted} keys; {@link Kind#ROT}: with
   *     another value of them
   */
  record Start(Kind kind, BitSet planted) {
    /** With what the first one has. */
    static final Start EQUAL = new Start(Kind.MISSING, new BitSet());
  }

  /** Hashes of the keys 0 to {@code size - 1}. */
  static long[] hashes(int size) {
    Replica replica = new Replica(config("hashes", 0, COMPARING));
    long[] hashes = new long[size];
    Arrays.setAll(hashes, i -> replica.key(Values.SPEC.name(), Keyring.id(i)).hash());
    return hashes;
  }

  private static EngineConfig config(String name, long id, Duration comparing) {
    EngineConfig.Intervals base = EngineConfig.Intervals.DEFAULT;
    return new EngineConfig(
        name,
        new ReplicaId(id),
        "bench",
        HashSuites.sipHash(new byte[] {1, 2, 3}),
        GROUPS,
        List.of(),
        new EngineConfig.Intervals(
            base.delta(), comparing, base.notification(), Duration.ofHours(1)),
        EngineConfig.Limits.DEFAULT);
  }

  /** They meet, and find that they are equal. */
  void meet() {
    introduce();
    runUntil(now + 2 * COMPARING.toNanos());
    if (!isEqual()) {
      throw new IllegalStateException(
          "two stores of the same " + keys.size() + " keys are not equal");
    }
  }

  private void introduce() {
    a.input(Machine.COORDINATOR, new Input.Members(List.of(member(b))));
    b.input(Machine.COORDINATOR, new Input.Members(List.of(member(a))));
  }

  private static Member member(Node node) {
    return new Member(node.endpoint, true, true);
  }

  private void load() {
    for (int machine = 0; machine <= GROUPS; machine++) {
      a.input(machine, new Input.Open(Values.SPEC));
      b.input(machine, new Input.Open(Values.SPEC));
    }
    for (int i = 0; i < keys.size(); i++) {
      KeyRef key = new KeyRef(keys.hash(i), Values.SPEC.name(), Keyring.id(i));
      Stored stored = Values.stored(key, Values.drawn(random));
      a.load(key, stored);
      if (!start.planted.get(i)) {
        b.load(key, stored);
      } else if (start.kind == Kind.ROT) {
        b.load(key, Values.stored(key, Values.drawn(random)));
      }
    }
    a.loaded();
    b.loaded();
  }

  /**
   * Makes these keys differ, of one side by even seeds, of the other by odd ones; returns the bytes
   * of the states that have to be sent for them.
   */
  long change(Kind kind, BitSet planted, long seed) {
    Node one = seed % 2 == 0 ? a : b;
    return planted.stream().mapToLong(number -> change(kind, one, number)).sum();
  }

  private long change(Kind kind, Node one, int number) {
    KeyRef key = new KeyRef(keys.hash(number), Values.SPEC.name(), Keyring.id(number));
    return switch (kind) {
      case OLDER -> overwrite(one, key);
      case SIBLING -> overwrite(a, key) + overwrite(b, key);
      case TOMBSTONE -> delete(one, key);
      case MISSING, ROT -> throw new IllegalArgumentException(kind + " comes with the start");
    };
  }

  private long overwrite(Node node, KeyRef key) {
    Bytes value = Values.drawn(random);
    node.input(
        node.replica.machineOf(key),
        new Input.Update<>(
            ++numbers, Values.SPEC, key, editor -> editor.set(value), Write.local()));
    return node.lastState;
  }

  private long delete(Node node, KeyRef key) {
    node.input(
        node.replica.machineOf(key),
        new Input.Delete<>(++numbers, Values.SPEC, key, Write.local()));
    return node.lastState;
  }

  /** Bytes of the states that have to be sent for what the second store lacked at its start. */
  long minimalAtLoad() {
    long each =
        start.kind == Kind.MISSING ? Values.loaded(Values.drawn(random)).toBytes().length : 0;
    return each * start.planted.cardinality();
  }

  /**
   * They meet, and what one lacked at its start is found: until they are equal, or one comparison
   * if they cannot become equal.
   */
  Meter compareMeeting() {
    sent = new Meter();
    introduce();
    if (start.kind.isMendable()) {
      return compareOn();
    }
    while (sent.exchanges() == 0) {
      runOne();
    }
    sent.settled();
    return sent;
  }

  /** Lets them compare until they are equal, or a minute has passed; what that took. */
  Meter compare() {
    sent = new Meter();
    return compareOn();
  }

  private Meter compareOn() {
    long until = now + LONGEST_NANOS;
    while (now <= until) {
      if (sent.exchanges() > 0 && isTouched && isEqual()) {
        sent.settled();
        return sent;
      }
      isTouched = sent.exchanges() == 0;
      runUntil(now + ROUND_TRIP_NANOS / 2);
    }
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
        () -> {
          isTouched = true;
          to.input(send.machine(), new Input.Frame(from.endpoint, send.frame()));
        });
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
