package org.rejoin.simulations.swarm;

import java.util.Arrays;
import java.util.Optional;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plant;
import org.rejoin.simulations.world.Plants;

/**
 * Looks for a planted bug with the plans of a swarm, which do not know of it: seed after seed,
 * until the invariant breaks that has to catch it. Over ranges of seeds that have none in common.
 */
public final class Hunt {
  /** How many ranges. */
  public static final int RANGES = 5;

  private static final long RANGE = 1_000_000;
  private final Plant plant;
  private final long mostSeeds;

  /**
   * What was found.
   *
   * @param mutant name of the planted bug
   * @param caughtBy the invariant that has to catch it
   * @param seeds how many seeds it took in each range, sorted; one more than the most if it was not
   *     found
   * @param first the plan of the first range that found it
   */
  public record Found(String mutant, String caughtBy, long[] seeds, Optional<Plan> first) {
    /** The middle one. */
    public long median() {
      return seeds[seeds.length / 2];
    }
  }

  /** For a planted bug, within so many seeds a range. */
  public Hunt(Plant plant, long mostSeeds) {
    if (mostSeeds < 1) {
      throw new IllegalArgumentException("a hunt over " + mostSeeds + " seeds");
    }
    this.plant = plant;
    this.mostSeeds = mostSeeds;
  }

  /** Hunts in all ranges. */
  public Found run() {
    long[] seeds = new long[RANGES];
    Optional<Plan> first = Optional.empty();
    for (int range = 0; range < RANGES; range++) {
      seeds[range] = mostSeeds + 1;
      Optional<Plan> plan = hunt(range * RANGE);
      if (plan.isPresent()) {
        seeds[range] = plan.get().seed() - range * RANGE;
        first = first.or(() -> plan);
      }
    }
    Arrays.sort(seeds);
    return new Found(plant.name(), plant.caughtBy(), seeds, first);
  }

  private Optional<Plan> hunt(long from) {
    Plants plants = Plants.named(plant.name());
    for (long seed = from + 1; seed <= from + mostSeeds; seed++) {
      Plan plan = SwarmScenario.plan(seed);
      if (isCaught(plan, plants)) {
        return Optional.of(plan);
      }
    }
    return Optional.empty();
  }

  private boolean isCaught(Plan plan, Plants plants) {
    RunResult result =
        plant.caughtBy().equals(Runner.DETERMINISM)
            ? Runner.runTwice(plan, plants)
            : Runner.run(plan, plants);
    return result.violated().contains(plant.caughtBy());
  }
}
