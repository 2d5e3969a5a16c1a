package org.rejoin.crdt.laws;

import java.util.List;

/**
 * What a type means, said naively over events: some operations write, some take effect on writes
 * that they saw, and the value follows from the writes that nothing known has replaced. An
 * executable specification: about 30 lines that are obviously right and share no code with the
 * type.
 *
 * @param <O> operations
 * @param <V> the visible value, comparable with {@code equals}
 */
public interface Spec<O, V> {
  /** Whether {@code op} leaves something behind. */
  boolean writes(O op);

  /** Whether {@code op} takes effect on {@code write}, given that it saw it. */
  boolean replaces(O op, O write);

  /** The value, from the unreplaced writes in any order. */
  V value(List<SpecEvent<O>> unreplaced);

  /**
   * Whether a part of a state may bring more than the events it was made of, as sums do that only
   * grow. Then states are compared only where they hold all their causes, and whoever made these
   * held theirs.
   */
  default boolean cumulative() {
    return false;
  }
}
