package org.rejoin.cluster.pekko;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The actors of one store: {@code /system/rejoin/<store>/} with a child a machine, and one that
 * follows the cluster. Any message stops them all.
 */
final class StoreActors {
  private StoreActors() {}

  /** What the store's actor spawns. */
  record Plan(
      String store,
      int machines,
      IntFunction<Behavior<Object>> machine,
      Behavior<Object> membership,
      Props props) {}

  /** Message that stops the store. */
  enum Stop {
    NOW
  }

  /**
   * The actor at {@code /system/rejoin}.
   *
   * @param spawned completed with the machines' actors, by index, before any of them gets an input
   */
  static Behavior<Stop> root(Plan plan, CompletableFuture<List<ActorRef<Object>>> spawned) {
    return Behaviors.setup(
        context -> {
          context.spawn(store(plan, spawned), plan.store(), plan.props());
          return Behaviors.receive(Stop.class).onAnyMessage(stop -> Behaviors.stopped()).build();
        });
  }

  private static Behavior<Stop> store(
      Plan plan, CompletableFuture<List<ActorRef<Object>>> spawned) {
    return Behaviors.setup(
        context -> {
          List<ActorRef<Object>> machines = new ArrayList<>();
          Props props = plan.props().withMailboxFromConfig(StoreSettings.MAILBOX);
          for (int index = 0; index < plan.machines(); index++) {
            machines.add(
                context.spawn(plan.machine().apply(index), FrameSender.actorName(index), props));
          }
          spawned.complete(List.copyOf(machines));
          context.spawn(plan.membership(), "membership", plan.props());
          return Behaviors.receive(Stop.class).onAnyMessage(stop -> Behaviors.stopped()).build();
        });
  }
}
