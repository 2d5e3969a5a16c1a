package org.rejoin.simulations.plan;

/**
 * An operation of a plan.
 *
 * @param id stable: the same operation keeps it when others are left out
 * @param atNanos virtual time of its submission
 * @param node index of the node it is submitted to
 * @param session number of the client
 */
public record PlannedOp(long id, long atNanos, int node, int session, OpBody op) {}
