package org.rejoin.cluster.pekko;

import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.rejoin.cluster.Replicated;
import org.rejoin.crdt.Editable;

/** The handle of one key, for use from anywhere and, by {@link #in}, from an actor. */
public interface PekkoReplicated<S extends Editable<S, E>, E> extends Replicated<S, E> {
  /**
   * The same handle for the actor of {@code context}: results and changes come as its own messages.
   *
   * @param <M> the actor's messages
   */
  default <M> ActorReplicated<M, S, E> in(ActorContext<M> context) {
    return new ActorReplicated<>(context, this);
  }
}
