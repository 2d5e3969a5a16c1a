package org.rejoin.simulations.cli;

import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.check.Watch;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Option;

/** Options of all commands that run plans. */
final class Common {
  @Option(names = "--json", description = "Print JSON Lines and nothing else on standard output.")
  private boolean isJson;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      description = "Run with a planted bug; sim list names them.")
  private @Nullable String plant;

  @Option(
      names = "--once",
      description = "Run each plan once, not twice: faster, without the check of determinism.")
  private boolean isOnce;

  boolean isJson() {
    return isJson;
  }

  @Nullable String plant() {
    return plant;
  }

  Plants plants() {
    return plant == null ? Plants.NONE : Plants.named(plant);
  }

  boolean isOnce() {
    return isOnce;
  }

  RunResult run(Plan plan, Plants plants) {
    return run(plan, plants, Watch.NONE);
  }

  RunResult run(Plan plan, Plants plants, Watch watch) {
    return isOnce ? Runner.run(plan, plants, watch) : Runner.runTwice(plan, plants, watch);
  }
}
