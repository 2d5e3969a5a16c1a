package org.rejoin.cluster;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.rejoin.conflict.Token;

/**
 * The handle of one key whose concurrent values are kept. Cheap, immutable, thread-safe. Levels and
 * results are as {@link Replicated} says.
 */
public interface SiblingKey<V> {
  /** Name of the keyspace. */
  String keyspace();

  /** The key's id in it. */
  String id();

  /**
   * AP or QUORUM as the level says. What the keyspace's resolver makes of the values; {@link
   * RejectedCode#UNREADABLE} if the codec cannot decode one of them.
   */
  CompletionStage<SiblingRead<V>> read(Read level);

  /**
   * AP or QUORUM as the level says. Replaces the values that {@code shown} covers; others become
   * siblings of this one. A put that would add a sibling beyond the cap is {@link
   * RejectedCode#SIBLING_OVERFLOW}.
   *
   * @param shown the token of a read, change or put of this very key; empty adds a sibling. If the
   *     key was deleted since, the token covers nothing any more and the put begins the key anew,
   *     or adds a sibling to what was put since. If it is of after a delete that this node has not
   *     met, the put is {@link RejectedCode#TOKEN_AHEAD}, as the delete would win over it
   */
  CompletionStage<SiblingWrite> put(V value, Token shown, Write level);

  /** AP or QUORUM as the level says. Replaces all values that this node has. */
  CompletionStage<SiblingWrite> put(V value, Write level);

  /**
   * AP or QUORUM as the level says. Removes the values that {@code shown} covers; none if the key
   * was deleted since. {@link RejectedCode#TOKEN_AHEAD} as with {@link #put(Object, Token, Write)}.
   */
  CompletionStage<WriteResult> remove(Token shown, Write level);

  /** AP or QUORUM as the level says. Deletes the key, as {@link Replicated#delete}. */
  CompletionStage<WriteResult> delete(Write level);

  /**
   * Calls {@code listener} with what readers see now, if there is anything, and then with each
   * change. One call after another.
   */
  Subscription watch(Consumer<SiblingChange<V>> listener);
}
