package org.rejoin.cluster.pekko;

import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.Replicated;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.crdt.Editable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handle of one key inside a typed actor. The functions that make messages run on threads of
 * the store: they only wrap. Each call has its own function, and nothing is registered by class, so
 * that several handles of one type do not mix. To be used on the actor's own thread.
 *
 * @param <M> the actor's messages
 */
public final class ActorReplicated<M, S extends Editable<S, E>, E> {
  private static final Logger LOG = LoggerFactory.getLogger(ActorReplicated.class);

  private final ActorContext<M> context;
  private final Replicated<S, E> key;

  ActorReplicated(ActorContext<M> context, Replicated<S, E> key) {
    this.context = context;
    this.key = key;
  }

  /**
   * AP or QUORUM as the level says. As {@link Replicated#update}; the result comes as a message.
   */
  public void update(Consumer<E> change, Write level, Function<WriteResult, M> message) {
    ActorRef<M> self = context.getSelf();
    key.update(change, level)
        .thenAccept(result -> self.tell(message.apply(result)))
        .whenComplete((done, failure) -> logFailure(failure));
  }

  /**
   * AP or QUORUM as the level says. As {@link Replicated#delete}; the result comes as a message.
   */
  public void delete(Write level, Function<WriteResult, M> message) {
    ActorRef<M> self = context.getSelf();
    key.delete(level)
        .thenAccept(result -> self.tell(message.apply(result)))
        .whenComplete((done, failure) -> logFailure(failure));
  }

  /** AP or QUORUM as the level says. As {@link Replicated#read}; the result comes as a message. */
  public void read(Read level, Function<ReadResult<S>, M> message) {
    ActorRef<M> self = context.getSelf();
    key.read(level)
        .thenAccept(result -> self.tell(message.apply(result)))
        .whenComplete((done, failure) -> logFailure(failure));
  }

  /**
   * As {@link Replicated#watch}; changes come as messages, in order. Ends with the actor, or by
   * {@link Subscription#cancel}; what is in the actor's mailbox by then still comes.
   */
  public Subscription watch(Function<Change<S>, M> message) {
    ActorRef<M> self = context.getSelf();
    Subscription subscription = key.watch(change -> self.tell(message.apply(change)));
    ActorRef<Stop> guard = context.spawnAnonymous(guard(subscription));
    return () -> {
      guard.tell(Stop.NOW);
      return subscription.cancel().thenApply(cancelled -> subscription);
    };
  }

  /** A child of the actor: stops with it, and then ends the subscription. */
  private static Behavior<Stop> guard(Subscription subscription) {
    return Behaviors.receive(Stop.class)
        .onAnyMessage(stop -> Behaviors.stopped())
        .onSignal(
            PostStop.class,
            stop -> {
              subscription.cancel();
              return Behaviors.same();
            })
        .build();
  }

  private void logFailure(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.error(
          "A call on {}/{} failed by a bug, here or in the message function",
          key.keyspace(),
          key.id(),
          failure);
    }
  }

  private enum Stop {
    NOW
  }
}
