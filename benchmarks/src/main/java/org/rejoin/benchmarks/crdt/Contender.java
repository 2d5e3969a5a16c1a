package org.rejoin.benchmarks.crdt;

import org.jspecify.annotations.Nullable;

/**
 * One data type of one library. Both libraries stand behind this interface and are driven by the
 * same code with the same items. A writer is a replica, by number; an item is an element, a key or
 * a value, by number.
 *
 * @param <S> its states
 * @param <D> its deltas
 */
interface Contender<S, D> {
  S bottom();

  /**
   * Called before the first edit of states that another JVM may have made with up to that many
   * edits: goes on counting where that one stopped.
   */
  default void resumeAfter(int edits) {}

  /** Adds an item, as {@code writer}. */
  default Change<S, D> add(S state, int writer, int item) {
    return addAll(state, writer, item, 1);
  }

  /** Adds {@code count} items from {@code first} up: one change and one delta. */
  Change<S, D> addAll(S state, int writer, int first, int count);

  /** Removes an item that is there, as {@code writer}; a counter goes down by one. */
  Change<S, D> remove(S state, int writer, int item);

  S apply(S state, D delta);

  S merge(S state, S other);

  byte[] encode(S state);

  S decode(byte[] bytes);

  byte[] encodeDelta(D delta);

  /** A delta with all that {@link #unpack} needs to know, which a frame would say elsewhere. */
  byte[] pack(D delta);

  D unpack(byte[] packed);

  /** The hash that replicas compare to find out whether they differ. */
  Object digest(S state);

  /** Whether {@link #digest} is a function of the state alone, however it came about. */
  boolean isDigestCanonical();

  /** How many items a user sees; 1 where there is one value. */
  int count(S state);

  /** What a user sees of an item, in the terms of {@link Shape}, or null. */
  @Nullable String shown(S state, int item);
}
