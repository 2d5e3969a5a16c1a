package org.rejoin.simulations.study;

import org.rejoin.simulations.plan.Draws;

/** What the nodes of an experiment write. */
interface Events {
  /**
   * The delta of one event; empty if it only reads.
   *
   * @param at the node, as it is before the event
   * @param event from 1
   */
  Entries event(Draws draws, Replica at, int node, int event, long nanos);
}
