package org.rejoin.simulations.check;

import java.util.List;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.workload.Catalog;

/** Which checkers judge a run, beside those that the oracle itself has to do with. */
final class Checkers {
  private Checkers() {}

  static List<Checker> of(
      Oracle oracle, Made made, Violations violations, Plan plan, Catalog catalog) {
    Acknowledged acknowledged = new Acknowledged(oracle, violations, plan);
    return List.of(
        new StrongConvergence(violations),
        acknowledged,
        new Specifications(oracle, violations),
        new Bounds(violations),
        new Counts(oracle, violations, acknowledged, plan),
        new Resends(violations, plan.config(), oracle::nowNanos),
        new RepairCost(oracle, violations, plan.config()),
        new SettledInTime(oracle, violations, plan),
        new MerkleSoundness(oracle, violations),
        new Inflation(oracle, violations),
        new LatticeLaws(oracle, violations),
        new SessionGuarantees(oracle, violations, catalog),
        new WriteOrder(oracle),
        new Stability(oracle, made, violations),
        new Metadata(oracle, violations, plan),
        new Containment(violations));
  }
}
