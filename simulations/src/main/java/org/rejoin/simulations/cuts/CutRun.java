package org.rejoin.simulations.cuts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.plan.Plan;

/**
 * What came of a run of {@code forgetting}.
 *
 * @param violated invariants that broke, sorted
 * @param words the violations, in words
 * @param healedMillis from the heal to equal, settled states
 * @param counted how often what happened
 */
public record CutRun(
    List<String> violated,
    List<String> words,
    String eventHash,
    double virtualSeconds,
    long events,
    long healedMillis,
    Map<String, Long> counted) {
  /** The scenario that is run this way. */
  public static final String SCENARIO = "forgetting";

  /** Runs a plan. Stateless; takes one thread and shares nothing. */
  public static CutRun of(Plan plan, CutRules rules) {
    CutWorld world = new CutWorld(plan, rules);
    world.run();
    Map<String, Long> counted = new TreeMap<>(world.findings().counted());
    Long turns = counted.remove("turns to the end");
    return new CutRun(
        world.findings().violated(),
        world.findings().words(),
        world.hash().toHex(),
        world.nowNanos() / 1e9,
        world.events(),
        turns == null || !world.findings().isClean() ? -1 : turns * CutWorld.MOVE_NANOS / 1_000_000,
        counted);
  }
}
