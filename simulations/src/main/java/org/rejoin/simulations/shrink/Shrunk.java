package org.rejoin.simulations.shrink;

import org.rejoin.simulations.plan.Plan;

/**
 * What is left of a plan.
 *
 * @param plan breaks the same invariant
 * @param invariant the one that the original plan broke first
 * @param runs how many plans were run
 * @param events operations and faults that are left
 * @param isFixpoint whether nothing more could be left out; else the budget ended before
 */
public record Shrunk(Plan plan, String invariant, long runs, int events, boolean isFixpoint) {}
