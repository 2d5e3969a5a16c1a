package org.rejoin.simulations.plan;

/** What a fault does. */
public enum FaultKind {
  /** Nothing passes between nodes and others, either way. */
  CUT,
  /** Nothing passes from nodes to others. */
  CUT_ONE_WAY,
  /** The nodes' processes die, their memory is gone; at the end new ones start. */
  CRASH,
  /** The nodes' processes stop and go on, with all that arrived meanwhile. */
  PAUSE,
  /** All links of the nodes are slower by the factor. */
  SLOW
}
