package org.rejoin.simulations.world;

import org.rejoin.simulations.plan.PlannedFault;

/**
 * What a kind of fault does to nodes when it begins and when it ends. Faults of links do nothing
 * here: the network asks {@link Faults} at each frame.
 */
interface Strike {
  /** Does nothing: others ask whether the fault is active. */
  Strike NONE = new Strike() {};

  /** It has just become active. */
  default void begin(PlannedFault fault, Nodes nodes) {}

  /** It is active no more. */
  default void end(PlannedFault fault, Nodes nodes) {}
}
