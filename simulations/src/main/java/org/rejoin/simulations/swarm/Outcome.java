package org.rejoin.simulations.swarm;

import java.util.Locale;
import java.util.TreeSet;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.cuts.CutRun;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlannedFault;

/** A run of a swarm: its plan, and what came of it. */
public record Outcome(Plan plan, RunResult result) {
  private static final int MIN_NODES = 3;

  /** Whether an invariant was broken. */
  public boolean isBad() {
    return result.verdict() == Verdict.INVALID;
  }

  /** What the run is about; {@code --only} takes one of these. */
  public TreeSet<String> tags() {
    return tagsOf(plan);
  }

  static TreeSet<String> tagsOf(Plan plan) {
    TreeSet<String> tags = new TreeSet<>();
    if (isForgetting(plan)) {
      tags.add("forgetting");
      return tags;
    }
    tags.add("consistency");
    if (plan.config().knobs().buggify()) {
      tags.add("buggify");
    }
    if (plan.faults().isEmpty()) {
      tags.add("control");
    }
    for (PlannedFault fault : plan.faults()) {
      tags.add(fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    return tags;
  }

  static boolean isForgetting(Plan plan) {
    return plan.scenario().equals(CutRun.SCENARIO);
  }

  /** Whether it is large enough to count; runs without a fault are the controls. */
  boolean counts() {
    return plan.config().nodes().size() >= MIN_NODES && plan.ops().size() >= SwarmScenario.MIN_OPS;
  }
}
