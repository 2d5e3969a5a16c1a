package org.rejoin.simulations.shrink;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;

/**
 * Makes a plan smaller that breaks an invariant, as long as it breaks that one: leaves out, merges,
 * shortens, makes plain, over and over until nothing more can go or the budget is spent. Draws are
 * by counting, so what is left out hardly changes the rest. Not thread-safe; used once.
 *
 * <p>Paper: Zeller and Hildebrandt, <i>Simplifying and Isolating Failure-Inducing Input</i>, TSE
 * 2002 (ddmin, for the operations and the faults).
 */
public final class Shrinker implements Trial {
  private static final List<Consumer<Trial>> PASSES =
      List.of(
          Faults::drop,
          Worlds::makePlain,
          Ops::drop,
          Nodes::remove,
          Ops::merge,
          Times::shorten,
          Faults::ease,
          Ops::simplify,
          Times::round);

  private final Plants plants;
  private final Budget budget;
  private final String invariant;
  private final Set<Plan> tried = new HashSet<>();
  private Plan best;
  private long runs;
  private boolean isSpent;

  private Shrinker(Plan plan, Plants plants, Budget budget, String invariant) {
    this.best = plan;
    this.plants = plants;
    this.budget = budget;
    this.invariant = invariant;
    tried.add(plan);
  }

  /**
   * Shrinks a plan.
   *
   * @throws IllegalArgumentException if the plan breaks nothing
   */
  public static Shrunk shrink(Plan plan, Plants plants, Budget budget) {
    RunResult result = Runner.runTwice(plan, plants);
    if (result.verdict() != Verdict.INVALID) {
      throw new IllegalArgumentException(
          plan.scenario() + " seed " + plan.seed() + " breaks nothing: it is " + result.verdict());
    }
    return new Shrinker(plan, plants, budget, result.firstViolated()).toFixpoint();
  }

  private Shrunk toFixpoint() {
    Plan before;
    do {
      before = best;
      PASSES.forEach(pass -> pass.accept(this));
    } while (!best.equals(before) && !isSpent);
    return new Shrunk(best, invariant, runs, best.ops().size() + best.faults().size(), !isSpent);
  }

  @Override
  public Plan plan() {
    return best;
  }

  @Override
  public boolean accepts(Plan candidate) {
    if (isSpent || !tried.add(candidate)) {
      return false;
    }
    if (runs >= budget.runs() || budget.isTimeUp().getAsBoolean()) {
      isSpent = true;
      return false;
    }
    runs++;
    if (!Runner.breaks(candidate, plants, invariant)) {
      return false;
    }
    best = candidate;
    return true;
  }
}
