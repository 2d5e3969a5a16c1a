package org.rejoin.benchmarks.crdt;

import java.util.SortedMap;

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

  /** Adds an item, as {@code writer}. */
  Change<S, D> add(S state, int writer, int item);

  /** Removes an item that is there, as {@code writer}; a counter goes down by one. */
  Change<S, D> remove(S state, int writer, int item);

  S apply(S state, D delta);

  S merge(S state, S other);

  byte[] encode(S state);

  S decode(byte[] bytes);

  byte[] encodeDelta(D delta);

  /** A delta as another replica receives it, sharing nothing with the one that made it. */
  D copyOfDelta(D delta);

  /** The hash that replicas compare to find out whether they differ. */
  Object digest(S state);

  /** Whether {@link #digest} is a function of the state alone, however it came about. */
  boolean isDigestCanonical();

  /** What a user sees, in the terms of {@link Shape}. */
  SortedMap<String, String> content(S state);
}
