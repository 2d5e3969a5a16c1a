package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rejoin.antientropy.HashSuites;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.store.ItemId;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.cluster.store.Stored;
import org.rejoin.conflict.ResolverOffer;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A few replicas on a virtual wire of 1 ms, for tests of the engine by itself. One thread, one
 * order; the simulator does the rest.
 */
final class EngineNet {
  static final byte[] SECRET = {1, 2, 3};

  /** A frame on its way. */
  record Flying(String from, String to, Effect.Send send) {}

  /** Changes what comes of a step. */
  @FunctionalInterface
  interface Twist {
    List<Effect> twist(Node node, int machine, Input input, List<Effect> effects);
  }

  private record Event(long nanos, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (a, b) ->
              a.nanos != b.nanos
                  ? Long.compare(a.nanos, b.nanos)
                  : Long.compare(a.number, b.number));
  private final Map<String, Node> nodes = new TreeMap<>();
  private final TreeSet<String> down = new TreeSet<>();
  final List<TraceEvent> trace = new ArrayList<>();
  final List<Flying> sent = new ArrayList<>();
  final Map<Long, List<Change<?>>> notified = new TreeMap<>();
  final List<String> settles = new ArrayList<>();
  BiConsumer<Node, Effect.Settle> onSettle = (node, settle) -> {};
  Predicate<Flying> drop = flying -> false;

  /** Told of each frame when it arrives, before the node is. */
  BiConsumer<Node, Flying> onArrival = (node, flying) -> {};

  /** What a faulty node does instead of what its machines say. */
  Twist twist = (node, machine, input, effects) -> effects;

  /** The hash suite of each node, if it is not everybody's. */
  BiFunction<String, HashSuite, HashSuite> suites = (name, suite) -> suite;

  /** How far the wall clock of a node is off, in milliseconds. */
  final Map<String, Long> offMillis = new TreeMap<>();

  /** What each node has on its disk, whatever becomes of the node. */
  final Map<String, TreeMap<ItemId, byte[]>> disks = new TreeMap<>();

  /** How long a batch takes to get there. */
  long diskMillis = 2;

  /** How a batch fails, if it does. */
  Function<Effect.Persist, Optional<StoreFailure>> diskFails = persist -> Optional.empty();

  /** How nodes that are started from now on check what they hold. */
  EngineConfig.Checks checks = EngineConfig.Checks.OFF;

  /** What nodes that are started from now on do on purpose. */
  Buggify buggify = Buggify.OFF;

  private final int groups;
  private final EngineConfig.Intervals intervals;
  private final EngineConfig.Limits limits;
  private long now;
  private long numbers;
  private long incarnations;
  private long ops;

  /** One running incarnation. */
  final class Node {
    final String name;
    final Endpoint endpoint;
    final Replica replica;
    Map<String, List<ResolverOffer>> offers = Map.of();
    final Map<Long, Object> replies = new LinkedHashMap<>();

    Node(String name, EngineConfig config) {
      this.name = name;
      this.endpoint = new Endpoint(name + "#" + config.replica());
      this.replica = new Replica(config, buggify);
    }

    boolean isCurrent() {
      return nodes.get(name) == this;
    }

    void input(int machine, Input input) {
      if (!isCurrent()) {
        return;
      }
      long wall = now / 1_000_000 + offMillis.getOrDefault(name, 0L);
      Moment moment = new Moment(now, wall, 31 * ++numbers + 7);
      List<Effect> effects = replica.machine(machine).step(input, moment);
      twist.twist(this, machine, input, effects).forEach(effect -> carryOut(machine, effect));
    }

    /**
     * Steps a machine beside the course of things: nothing is due, no random bits are used up, and
     * what it wants to do is returned instead of done.
     */
    List<Effect> probe(int machine, Input input) {
      long wall = now / 1_000_000 + offMillis.getOrDefault(name, 0L);
      return replica.machine(machine).step(input, new Moment(now - 1, wall, 7));
    }

    void carryOut(int machine, Effect effect) {
      if (effect instanceof Effect.Send send) {
        transmit(this, send);
      } else if (effect instanceof Effect.Tell tell) {
        at(now, () -> input(tell.machine(), new Input.Told(tell.note())));
      } else if (effect instanceof Effect.WakeAt wake) {
        at(Math.max(now, wake.nanos()), () -> input(machine, new Input.Wake()));
      } else if (effect instanceof Effect.Reply reply) {
        replies.put(reply.op(), reply.result());
      } else if (effect instanceof Effect.Notify notify) {
        notified
            .computeIfAbsent(notify.subscription(), n -> new ArrayList<>())
            .add(notify.change());
      } else if (effect instanceof Effect.Trace event) {
        trace.add(event.event());
      } else if (effect instanceof Effect.Settle settle) {
        settles.add(name);
        onSettle.accept(this, settle);
      } else if (effect instanceof Effect.Offers told) {
        offers = told.offers();
      } else if (effect instanceof Effect.Persist persist) {
        at(now + diskMillis * 1_000_000, () -> commit(machine, persist));
      } else if (effect instanceof Effect.ReadBack read) {
        at(now + diskMillis * 1_000_000, () -> readBack(machine, read));
      }
    }

    private void readBack(int machine, Effect.ReadBack read) {
      List<Stored> found = new ArrayList<>();
      for (ItemId item : read.items()) {
        Optional.ofNullable(disk().get(item)).ifPresent(b -> found.add(new Stored(item, b)));
      }
      input(machine, new Input.ReadBack(read.ticket(), found));
    }

    /** A node that died before took the batch with it. */
    private void commit(int machine, Effect.Persist persist) {
      Optional<StoreFailure> failure = diskFails.apply(persist);
      if (!isCurrent()) {
        return;
      }
      if (failure.isPresent()) {
        input(machine, new Input.StorageFailed(persist.ticket(), failure.get()));
        return;
      }
      for (Stored put : persist.batch().puts()) {
        disk().put(put.item(), put.bytes());
      }
      input(machine, new Input.StorageDone(persist.ticket()));
    }

    private TreeMap<ItemId, byte[]> disk() {
      return disks.computeIfAbsent(name, n -> new TreeMap<>());
    }

    private void load() {
      disk()
          .forEach(
              (item, bytes) -> {
                int machine = 1 + Replica.groupOf(item.keyHash(), groups);
                input(machine, new Input.Load(List.of(new Stored(item, bytes))));
              });
    }

    void open(KeyspaceSpec<?, ?> spec) {
      for (int machine = 0; machine < replica.machines(); machine++) {
        input(machine, new Input.Open(spec));
      }
    }

    <S extends Editable<S, E>, E> long update(
        KeyspaceSpec<S, E> spec, String id, Consumer<E> change, Write write) {
      KeyRef key = replica.key(spec.name(), id);
      long op = ++ops;
      input(replica.machineOf(key), new Input.Update<>(op, spec, key, change, write));
      return op;
    }

    <S extends Editable<S, E>, E> long delete(KeyspaceSpec<S, E> spec, String id, Write write) {
      KeyRef key = replica.key(spec.name(), id);
      long op = ++ops;
      input(replica.machineOf(key), new Input.Delete<>(op, spec, key, write));
      return op;
    }

    <S extends Editable<S, E>, E> long fetch(KeyspaceSpec<S, E> spec, String id, Read read) {
      KeyRef key = replica.key(spec.name(), id);
      long op = ++ops;
      input(replica.machineOf(key), new Input.Fetch<>(op, spec, key, read));
      return op;
    }

    <S extends Editable<S, E>, E> Optional<S> local(KeyspaceSpec<S, E> spec, String id) {
      @SuppressWarnings("unchecked")
      ReadResult<S> result = (ReadResult<S>) replies.get(fetch(spec, id, Read.local()));
      return result.found();
    }

    long watch(String keyspace) {
      long subscription = ++ops;
      for (int machine = 1; machine < replica.machines(); machine++) {
        input(machine, new Input.Watch(subscription, keyspace, Optional.empty()));
      }
      return subscription;
    }

    WriteResult written(long op) {
      return (WriteResult) replies.get(op);
    }

    ReadResult<?> read(long op) {
      return (ReadResult<?>) replies.get(op);
    }

    StoreStatus status() {
      long op = ++ops;
      input(Machine.COORDINATOR, new Input.AskStatus(op));
      while (!replies.containsKey(op)) {
        runOne();
      }
      return (StoreStatus) replies.get(op);
    }

    @SuppressWarnings("unchecked")
    List<KeyInfo> keys() {
      List<KeyInfo> all = new ArrayList<>();
      for (int machine = 1; machine < replica.machines(); machine++) {
        long op = ++ops;
        input(machine, new Input.ListKeys(op, Optional.empty(), 1_000_000));
        all.addAll((List<KeyInfo>) replies.get(op));
      }
      return all;
    }
  }

  EngineNet(int groups) {
    this(groups, EngineConfig.Intervals.DEFAULT, EngineConfig.Limits.DEFAULT);
  }

  EngineNet(int groups, EngineConfig.Intervals intervals, EngineConfig.Limits limits) {
    this.groups = groups;
    this.intervals = intervals;
    this.limits = limits;
  }

  /** Starts a node, or a new incarnation of one; membership follows at once. */
  Node start(String name, KeyspaceSpec<?, ?>... specs) {
    EngineConfig config =
        new EngineConfig(
            name,
            new ReplicaId(0x1000 + ++incarnations),
            "default",
            suites.apply(name, HashSuites.sha256(SECRET)),
            groups,
            List.of("a", "b", "c"),
            intervals,
            limits,
            checks);
    Node node = new Node(name, config);
    nodes.put(name, node);
    node.load();
    for (KeyspaceSpec<?, ?> spec : specs) {
      node.open(spec);
    }
    membersChanged();
    return node;
  }

  void stop(String name) {
    nodes.remove(name);
    membersChanged();
  }

  /** Marks nodes as unreachable in the eyes of all others. */
  void unreachable(String... names) {
    down.clear();
    down.addAll(List.of(names));
    membersChanged();
  }

  Node node(String name) {
    return nodes.get(name);
  }

  private void membersChanged() {
    for (Node node : List.copyOf(nodes.values())) {
      List<Member> others =
          nodes.values().stream()
              .filter(other -> other != node)
              .map(
                  o ->
                      new Member(
                          o.endpoint, down.contains(o.name) == down.contains(node.name), true))
              .toList();
      node.input(Machine.COORDINATOR, new Input.Members(others));
    }
  }

  private void transmit(Node from, Effect.Send send) {
    String to = send.to().name().substring(0, send.to().name().indexOf('#'));
    Flying flying = new Flying(from.name, to, send);
    sent.add(flying);
    if (drop.test(flying)) {
      return;
    }
    at(
        now + 1_000_000,
        () -> {
          Node node = nodes.get(to);
          if (node != null && node.endpoint.equals(send.to())) {
            onArrival.accept(node, flying);
            node.input(send.machine(), new Input.Frame(from.endpoint, send.frame()));
          }
        });
  }

  void at(long nanos, Runnable action) {
    events.add(new Event(nanos, ++numbers, action));
  }

  private void runOne() {
    Event event = events.poll();
    now = Math.max(now, event.nanos);
    event.action.run();
  }

  void run(long millis) {
    long until = now + millis * 1_000_000;
    while (!events.isEmpty() && events.peek().nanos <= until) {
      runOne();
    }
    now = until;
  }

  /** Root hashes of all running nodes. */
  TreeSet<String> roots() {
    TreeSet<String> roots = new TreeSet<>();
    List.copyOf(nodes.values()).forEach(node -> roots.add(node.status().root()));
    return roots;
  }

  <T extends TraceEvent> List<T> traced(Class<T> type) {
    return trace.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
