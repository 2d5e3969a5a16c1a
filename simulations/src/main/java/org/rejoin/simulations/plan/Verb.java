package org.rejoin.simulations.plan;

/** What an operation does. */
public enum Verb {
  /** Adds the element to a set. */
  ADD,
  /** Removes the element from a set, or the field from a map. */
  REMOVE,
  /** Writes the value under the element, in a map, or as the register's value. */
  PUT,
  /** Adds the amount to a counter. */
  COUNT,
  /** Deletes the key. */
  DELETE,
  /** Reads the key. */
  READ
}
