package org.rejoin.cluster.pekko;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.Cluster;
import org.rejoin.cluster.engine.EngineConfig;
import org.rejoin.cluster.engine.Replica;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.conflict.BoundedJournal;
import org.rejoin.conflict.ConflictEntry;
import org.rejoin.conflict.ConflictJournal;
import org.rejoin.crdt.ReplicaId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a store together at the start of its extension. Used once. */
final class StoreStart {
  private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);

  /** Spawning a few actors takes milliseconds; this only bounds a stuck dispatcher. */
  private static final long SPAWN_SECONDS = 20;

  private final ActorSystem<?> system;
  private final ReplicatedStoreSetup setup;
  private final StoreSettings settings;
  private final Cluster cluster;
  private final LongSupplier random;

  StoreStart(ActorSystem<?> system) {
    this.system = system;
    this.setup =
        system
            .settings()
            .setup()
            .get(ReplicatedStoreSetup.class)
            .orElseGet(ReplicatedStoreSetup::create);
    this.settings = StoreSettings.of(system.settings().config()).with(setup);
    this.cluster = Cluster.get(system);
    this.random = setup.random().orElseGet(() -> new SecureRandom()::nextLong);
  }

  PekkoStore run() {
    checkRoles();
    warnOfDevelopmentSecret();
    Replica replica = new Replica(engineConfig());
    PekkoStore store = new PekkoStore(parts(replica));
    CompletableFuture<List<ActorRef<Object>>> spawned = new CompletableFuture<>();
    CompletableFuture<Void> attached = spawned.thenAccept(store::attach);
    ActorRef<StoreActors.Stop> root =
        system.systemActorOf(
            StoreActors.root(plan(replica, store), spawned),
            "rejoin",
            DispatcherSelector.fromConfig(settings.dispatcher()));
    await(attached);
    StoreStop.register(system, store, root, settings.drainTimeout());
    LOG.info(
        "Store {} of node {} has started as {}",
        settings.store(),
        replica.config().node(),
        replica.config().replica());
    return store;
  }

  private void checkRoles() {
    if (!cluster.getSelfRoles().containsAll(settings.roles())) {
      throw new IllegalStateException(
          "rejoin.roles = "
              + settings.roles()
              + ", but this node has "
              + cluster.getSelfRoles()
              + " (pekko.cluster.roles): a store cannot run here");
    }
  }

  private void warnOfDevelopmentSecret() {
    String host = cluster.selfAddress().getHost().orElse("");
    if (settings.secret().equals(StoreSettings.DEVELOPMENT_SECRET) && !isLoopback(host)) {
      LOG.warn(
          "rejoin.secret is the default, which everybody knows, and {} is reachable from elsewhere:"
              + " who can write keys can make them collide. Set a random one, the same on all nodes.",
          host);
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private EngineConfig engineConfig() {
    String node =
        settings.nodeId().isEmpty() ? cluster.selfAddress().hostPort() : settings.nodeId();
    String name = node.substring(node.indexOf('@') + 1);
    return settings.engine(
        settings.nodeId().isEmpty() ? name : node, new ReplicaId(random.getAsLong()));
  }

  private PekkoStore.Parts parts(Replica replica) {
    StoreCounters counters = StoreCounters.get(system);
    Executor callbacks =
        system.dispatchers().lookup(DispatcherSelector.fromConfig(settings.callbackDispatcher()));
    Observers<FrameEvent> frames = new Observers<>(callbacks, settings.observerQueue(), counters);
    ExtendedActorSystem classic = (ExtendedActorSystem) Adapter.toClassic(system);
    FrameSender sender =
        new FrameSender(
            Endpoints.of(cluster.selfUniqueAddress()),
            settings.store(),
            path -> classic.provider().resolveActorRef(path),
            setup.linkPolicy(),
            counters,
            frames);
    List<Calls> calls =
        IntStream.range(0, replica.machines())
            .mapToObj(machine -> new Calls(callbacks, counters, settings.limits().operations()))
            .toList();
    Observers<ConflictEntry> conflicts =
        new Observers<>(callbacks, settings.observerQueue(), counters);
    ConflictJournal journal =
        new JournalStream(
            new BoundedJournal(
                settings.conflicts().journalEntries(), settings.conflicts().journalBytes()),
            conflicts);
    return new PekkoStore.Parts(
        replica,
        cluster.selfUniqueAddress().longUid(),
        callbacks,
        counters,
        sender,
        calls,
        new Observers<TraceEvent>(callbacks, settings.observerQueue(), counters),
        frames,
        new Resolutions(
            replica.config().suite(), journal, settings.conflicts().resolverTimeout(), counters),
        journal,
        conflicts);
  }

  private StoreActors.Plan plan(Replica replica, PekkoStore store) {
    return new StoreActors.Plan(
        settings.store(),
        replica.machines(),
        index ->
            MachineActor.create(
                index, replica.machine(index), store.calls(index), store, random.getAsLong()),
        MembershipActor.create(
            cluster,
            new MembershipView(cluster.selfUniqueAddress(), settings.roles()),
            store::members),
        DispatcherSelector.fromConfig(settings.dispatcher()));
  }

  private static void await(CompletableFuture<Void> attached) {
    try {
      attached.get(SPAWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the store started", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the store's actors did not start", e);
    }
  }
}
