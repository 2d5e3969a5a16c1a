package org.rejoin.cluster.pekko;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRefProvider;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.transport.ThrottlerTransportAdapter;
import scala.jdk.javaapi.FutureConverters;

/**
 * Cuts and heals links between actor systems at the transport: everything, heartbeats included, is
 * silently lost both ways, so that failure detectors see it. <b>For tests and demos</b>: it uses
 * Artery's failure injection, which needs {@code pekko.remote.artery.advanced.test-mode = on}.
 * Works on systems of this JVM. A system that starts later has no cuts; repeat the call for it
 * before it joins. Thread-safe.
 */
public final class NetworkCut {
  private static final String TEST_MODE = "pekko.remote.artery.advanced.test-mode";

  private NetworkCut() {}

  /** Cuts each system of one side from each of the other; completes when all links are cut. */
  public static CompletionStage<Void> cut(
      List<? extends ActorSystem<?>> oneSide, List<? extends ActorSystem<?>> otherSide) {
    return each(oneSide, otherSide, true);
  }

  /** Undoes {@link #cut}. */
  public static CompletionStage<Void> heal(
      List<? extends ActorSystem<?>> oneSide, List<? extends ActorSystem<?>> otherSide) {
    return each(oneSide, otherSide, false);
  }

  /**
   * Loses all that {@code system} sends to {@code peer} or gets from it. Enough for one direction
   * of a pair; also for peers of other JVMs.
   *
   * @throws IllegalStateException if test-mode is off or the system has no Artery remoting
   */
  public static CompletionStage<Void> blackhole(ActorSystem<?> system, Address peer) {
    return set(system, peer, true);
  }

  /** Undoes {@link #blackhole}. */
  public static CompletionStage<Void> unblackhole(ActorSystem<?> system, Address peer) {
    return set(system, peer, false);
  }

  private static CompletionStage<Void> each(
      List<? extends ActorSystem<?>> oneSide,
      List<? extends ActorSystem<?>> otherSide,
      boolean cut) {
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (ActorSystem<?> one : oneSide) {
      for (ActorSystem<?> other : otherSide) {
        done.add(set(one, other.address(), cut).toCompletableFuture());
        done.add(set(other, one.address(), cut).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(done.toArray(CompletableFuture[]::new));
  }

  /** Pekko deprecates the whole failure injection without a replacement. */
  @SuppressWarnings("deprecation")
  private static CompletionStage<Void> set(ActorSystem<?> system, Address peer, boolean cut) {
    ActorRefProvider provider = ((ExtendedActorSystem) Adapter.toClassic(system)).provider();
    if (!(provider instanceof RemoteActorRefProvider remote)
        || !system.settings().config().getBoolean(TEST_MODE)) {
      throw new IllegalStateException(
          system.name() + " cannot be cut off: it needs Artery with " + TEST_MODE + " = on");
    }
    Object command =
        new ThrottlerTransportAdapter.SetThrottle(
            peer,
            ThrottlerTransportAdapter.bothDirection(),
            cut
                ? ThrottlerTransportAdapter.blackholeThrottleMode()
                : ThrottlerTransportAdapter.unthrottledThrottleMode());
    return FutureConverters.asJava(remote.transport().managementCommand(command))
        .thenAccept(done -> {});
  }
}
