package org.rejoin.simulations.plan;

/** What a fault does. What each does to the world, {@code world.Strikes} says. */
public enum FaultKind {
  /** Nothing passes between nodes and others. */
  CUT,
  /** The nodes' processes die, their memory is gone; at the end new ones start. */
  CRASH,
  /** The nodes' processes stop and go on, with all that arrived meanwhile. */
  PAUSE,
  /**
   * Links between nodes and others are slower by the factor; all links of the nodes if there are no
   * others.
   */
  SLOW
}
