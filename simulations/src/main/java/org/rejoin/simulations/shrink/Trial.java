package org.rejoin.simulations.shrink;

import org.rejoin.simulations.plan.Plan;

/** The smallest plan so far, and the test of others. */
interface Trial {
  Plan plan();

  /** Runs a candidate; if it breaks the same invariant it is the smallest plan from now on. */
  boolean accepts(Plan candidate);
}
