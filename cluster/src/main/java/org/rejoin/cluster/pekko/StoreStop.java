package org.rejoin.cluster.pekko;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.rejoin.cluster.StoreStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's part in a coordinated shutdown: before the cluster is left, refuse writes and wait
 * until every reachable member has acknowledged what was written here; before the actor system
 * ends, stop.
 */
final class StoreStop {
  private static final Logger LOG = LoggerFactory.getLogger(StoreStop.class);
  private static final Duration POLL = Duration.ofMillis(50);

  private final ActorSystem<?> system;
  private final PekkoStore store;
  private final CompletableFuture<Done> drained = new CompletableFuture<>();
  private final long deadlineNanos;

  private StoreStop(ActorSystem<?> system, PekkoStore store, Duration timeout) {
    this.system = system;
    this.store = store;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  static void register(
      ActorSystem<?> system,
      PekkoStore store,
      ActorRef<StoreActors.Stop> root,
      Duration drainTimeout) {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeClusterShutdown(),
        "rejoin-drain",
        () -> new StoreStop(system, store, drainTimeout).drain());
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        "rejoin-stop",
        () -> {
          root.tell(StoreActors.Stop.NOW);
          return CompletableFuture.completedStage(Done.getInstance());
        });
  }

  private CompletionStage<Done> drain() {
    store.refuseWrites();
    poll();
    return drained;
  }

  private void poll() {
    long leftNanos = Math.max(1, deadlineNanos - System.nanoTime());
    CompletionStage<StoreStatus> asked =
        store.status().toCompletableFuture().copy().orTimeout(leftNanos, TimeUnit.NANOSECONDS);
    asked.whenComplete(
        (status, failure) -> {
          if (failure != null) {
            LOG.info(
                "Stopping without knowing whether all members have all updates: {}",
                failure.toString());
            drained.complete(Done.getInstance());
          } else if (isDrained(status)) {
            drained.complete(Done.getInstance());
          } else if (System.nanoTime() - deadlineNanos > 0) {
            LOG.warn("Stopping with updates that not all members have: {}", status.peers());
            drained.complete(Done.getInstance());
          } else {
            system.scheduler().scheduleOnce(POLL, this::poll, system.executionContext());
          }
        });
  }

  private static boolean isDrained(StoreStatus status) {
    return status.peers().stream().noneMatch(peer -> peer.reachable() && peer.pendingBytes() > 0);
  }
}
