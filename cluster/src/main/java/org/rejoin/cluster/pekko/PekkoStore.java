package org.rejoin.cluster.pekko;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.SiblingKeyspace;
import org.rejoin.cluster.SiblingSpec;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.engine.Member;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictJournal;
import org.rejoin.conflict.ResolverOffer;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Hlc;

/** The store: hands calls to the machines' actors, and what comes back to those who wait. */
final class PekkoStore extends ReplicatedStore implements MachineActor.Surroundings {
  /** All groups are asked; one that a bug has stopped never answers. */
  private static final long STATUS_SECONDS = 10;

  /** What {@link StoreStart} puts together. */
  record Parts(
      Replica replica,
      long uid,
      Executor callbacks,
      StoreCounters counters,
      FrameSender links,
      List<Calls> calls,
      Observers<TraceEvent> events,
      Observers<FrameEvent> frames,
      Resolutions resolutions,
      ConflictJournal journal,
      Observers<ConflictEntry> conflicts) {}

  private final Parts parts;
  private final Map<String, OpenKeyspace<?, ?>> keyspaces = new ConcurrentHashMap<>();
  private final Map<String, OpenSiblings<?>> siblings = new ConcurrentHashMap<>();
  private final Map<Long, Delivery<?>> subscriptions = new ConcurrentHashMap<>();
  private final AtomicLong subscriptionIds = new AtomicLong();
  private final KeyLister lister;
  private volatile List<ActorRef<Object>> actors = List.of();
  private volatile Map<String, List<ResolverOffer>> offers = Map.of();
  private volatile boolean refusesWrites;

  PekkoStore(Parts parts) {
    this.parts = parts;
    this.lister = new KeyLister(parts.replica(), this::listKeys);
  }

  static PekkoStore start(ActorSystem<?> system) {
    return new StoreStart(system).run();
  }

  /** The actors of the machines; called once, before anybody else has the store. */
  void attach(List<ActorRef<Object>> machines) {
    actors = machines;
  }

  Calls calls(int machine) {
    return parts.calls().get(machine);
  }

  void refuseWrites() {
    refusesWrites = true;
  }

  private void give(int machine, Input input) {
    actors.get(machine).tell(new MachineActor.Give(input));
  }

  @Override
  public String node() {
    return parts.replica().config().node();
  }

  @Override
  public <S extends Editable<S, E>, E> PekkoKeyspace<S, E> open(KeyspaceSpec<S, E> spec) {
    if (spec.isDurable()) {
      throw new IllegalArgumentException(
          "keyspace " + spec + ": this store has no disk to keep it on; leave out durable()");
    }
    synchronized (keyspaces) {
      OpenKeyspace<?, ?> open = keyspaces.get(spec.name());
      if (open == null) {
        OpenKeyspace<S, E> opened = new OpenKeyspace<>(this, spec);
        for (int machine = 0; machine < actors.size(); machine++) {
          give(machine, new Input.Open(spec));
        }
        keyspaces.put(spec.name(), opened);
        return opened;
      }
      if (!open.spec().equals(spec)) {
        throw new IllegalArgumentException(
            "keyspace " + open.spec() + " is open; it cannot be opened again as " + spec);
      }
      return same(open);
    }
  }

  /** Equal definitions have equal type tags, so their types are the same. */
  @SuppressWarnings("unchecked")
  private static <S extends Editable<S, E>, E> OpenKeyspace<S, E> same(OpenKeyspace<?, ?> open) {
    return (OpenKeyspace<S, E>) open;
  }

  @Override
  public <V> SiblingKeyspace<V> open(SiblingSpec<V> spec) {
    synchronized (keyspaces) {
      OpenSiblings<?> open = siblings.get(spec.name());
      if (open == null) {
        OpenSiblings<V> opened = new OpenSiblings<>(this, open(spec.registers()), spec);
        siblings.put(spec.name(), opened);
        return opened;
      }
      if (!open.spec().isSameAs(spec)) {
        throw new IllegalArgumentException(
            "keyspace " + open.spec() + " is open; it cannot be opened again as " + spec);
      }
      return sameSiblings(open);
    }
  }

  /** Same definitions have equal type tags. */
  @SuppressWarnings("unchecked")
  private static <V> OpenSiblings<V> sameSiblings(OpenSiblings<?> open) {
    return (OpenSiblings<V>) open;
  }

  Resolutions resolutions() {
    return parts.resolutions();
  }

  /** What the other members say of a keyspace's resolver. */
  List<ResolverOffer> offers(String keyspace) {
    return offers.getOrDefault(keyspace, List.of());
  }

  @Override
  public void offers(Effect.Offers now) {
    offers = now.offers();
  }

  @Override
  public void settle(Effect.Settle settle) {
    OpenSiblings<?> open = siblings.get(settle.key().keyspace());
    if (open != null && settle.register() instanceof SiblingRegister<?> register) {
      open.settle(settle.key(), settle.epoch(), register);
    }
  }

  @Override
  public ConflictJournal.Page conflicts(long position, int maxEntries) {
    return parts.journal().read(position, maxEntries);
  }

  @Override
  public Registration conflicts(Consumer<ConflictEntry> listener) {
    return parts.conflicts().add(listener);
  }

  @Override
  public Hlc clockLimit() {
    return Hlc.ofMillis(System.currentTimeMillis() + EngineConfig.MAX_DRIFT.toMillis());
  }

  KeyRef keyRef(String keyspace, String id) {
    return parts.replica().key(keyspace, id);
  }

  <S extends Editable<S, E>, E> CompletionStage<WriteResult> update(
      KeyspaceSpec<S, E> spec, KeyRef key, Consumer<E> change, Write level) {
    return write(key, op -> new Input.Update<>(op, spec, key, change, level));
  }

  <S extends Editable<S, E>, E> CompletionStage<WriteResult> delete(
      KeyspaceSpec<S, E> spec, KeyRef key, Write level) {
    return write(key, op -> new Input.Delete<>(op, spec, key, level));
  }

  private CompletionStage<WriteResult> write(KeyRef key, LongFunction<Input> input) {
    return refusesWrites
        ? CompletableFuture.completedStage(CallAnswers.write().stopped("the store is stopping"))
        : ask(parts.replica().machineOf(key), CallAnswers.write(), input);
  }

  <S extends Editable<S, E>, E> CompletionStage<ReadResult<S>> read(
      KeyspaceSpec<S, E> spec, KeyRef key, Read level) {
    int machine = parts.replica().machineOf(key);
    return ask(machine, CallAnswers.read(), op -> new Input.Fetch<>(op, spec, key, level));
  }

  private <R> CompletionStage<R> ask(
      int machine, Calls.Answers<R> answers, LongFunction<Input> input) {
    ActorRef<Object> actor = actors.get(machine);
    return calls(machine)
        .submit(answers, op -> actor.tell(new MachineActor.Ask(op, input.apply(op))));
  }

  <S extends Crdt<S>> Subscription watch(
      String keyspace, Optional<KeyRef> key, Consumer<Change<S>> listener) {
    long id = subscriptionIds.incrementAndGet();
    int first = key.map(parts.replica()::machineOf).orElse(Machine.COORDINATOR + 1);
    int last = key.isPresent() ? first : actors.size() - 1;
    Delivery<S> delivery =
        new Delivery<>(
            listener, () -> unwatch(id, first, last), parts.callbacks(), parts.counters());
    subscriptions.put(id, delivery);
    for (int machine = first; machine <= last; machine++) {
      give(machine, new Input.Watch(id, keyspace, key));
    }
    return delivery;
  }

  private void unwatch(long id, int first, int last) {
    subscriptions.remove(id);
    for (int machine = first; machine <= last; machine++) {
      give(machine, new Input.Unwatch(id));
    }
  }

  @Override
  public CompletionStage<StoreStatus> status() {
    CompletionStage<StoreStatus> status =
        ask(Machine.COORDINATOR, CallAnswers.question(), Input.AskStatus::new);
    return status.toCompletableFuture().orTimeout(STATUS_SECONDS, TimeUnit.SECONDS);
  }

  private CompletionStage<List<KeyInfo>> listKeys(int machine, Optional<KeyRef> after, int limit) {
    return ask(machine, CallAnswers.question(), op -> new Input.ListKeys(op, after, limit));
  }

  @Override
  public CompletionStage<List<KeyInfo>> keys() {
    return lister.all(Optional.empty());
  }

  @Override
  public CompletionStage<List<KeyInfo>> keys(String keyspace) {
    return lister.all(Optional.of(keyspace));
  }

  @Override
  public CompletionStage<List<KeyInfo>> keyPage(String keyspace, Optional<String> afterId) {
    return lister.page(keyspace, afterId);
  }

  @Override
  public StoreMetrics metrics() {
    return parts.counters().snapshot();
  }

  @Override
  public Registration events(Consumer<TraceEvent> listener) {
    return parts.events().add(listener);
  }

  @Override
  public Registration frames(Consumer<FrameEvent> listener) {
    return parts.frames().add(listener);
  }

  /** The cluster's other members changed. */
  void members(List<Member> others) {
    Set<Endpoint> endpoints = new HashSet<>();
    others.forEach(member -> endpoints.add(member.endpoint()));
    parts.links().retain(endpoints);
    give(Machine.COORDINATOR, new Input.Members(others));
  }

  @Override
  public void send(Effect.Send send) {
    parts.links().send(send);
  }

  @Override
  public void tell(Effect.Tell tell) {
    give(tell.machine(), new Input.Told(tell.note()));
  }

  @Override
  public void notify(Effect.Notify notify) {
    Delivery<?> delivery = subscriptions.get(notify.subscription());
    if (delivery != null) {
      delivery.offer(notify.change());
    }
  }

  @Override
  public void trace(Effect.Trace trace) {
    TraceEvent event = trace.event();
    parts.counters().traced(event);
    if (event instanceof TraceEvent.PeerMet met) {
      parts.links().met(met.peer(), met.node());
    }
    if (parts.events().isWatched()) {
      parts.events().publish(event);
    }
  }

  @Override
  public boolean received(WireFrame frame) {
    if (frame.toUid() != parts.uid()) {
      count(Counter.FRAMES_UNREADABLE);
      return false;
    }
    parts.links().received(frame);
    return true;
  }

  @Override
  public void count(Counter counter) {
    parts.counters().add(counter);
    if (counter == Counter.MACHINES_FAILED) {
      // Questions to the coordinator need all groups.
      calls(Machine.COORDINATOR).close("a machine of this store was stopped by a bug; see the log");
    }
  }
}
