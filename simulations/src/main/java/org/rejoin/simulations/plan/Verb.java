package org.rejoin.simulations.plan;

/** What an operation does. */
public enum Verb {
  /**
   * Adds the element to a set, the value to the set under the element, or the value beside those of
   * a register; switches a flag on.
   */
  ADD,
  /**
   * Removes the element from a set or a map; clears a register, resets a counter, switches a flag
   * off.
   */
  REMOVE,
  /** Takes the value out of the set under the element. */
  TAKE,
  /** Makes the element be in the map, whatever is under it. */
  TOUCH,
  /** Writes the value under the element, in a map, or as the register's value. */
  PUT,
  /**
   * Appends the value to the register's: to what this replica shows, so that it tells its lineage.
   */
  APPEND,
  /** Adds the amount to a counter, or to that of the element. */
  COUNT,
  /** Gives rights for the amount to the node that the value names. */
  GIVE,
  /**
   * Puts what a resolver said in place of siblings: the store does so by itself, no plan has it.
   */
  SETTLE,
  /** Deletes the key. */
  DELETE,
  /** Reads the key. */
  READ;

  /** Whether it removes something within the key. */
  public boolean isRemoval() {
    return this == REMOVE || this == TAKE;
  }
}
