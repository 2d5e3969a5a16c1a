package org.rejoin.simulations.cli;

import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.check.Watch;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of all commands that run plans. */
final class Common {
  @Mixin private PlanOptions options;

  @Option(
      names = "--once",
      description = "Run each plan once, not twice: faster, without the check of determinism.")
  private boolean isOnce;

  boolean isJson() {
    return options.isJson();
  }

  @Nullable String plant() {
    return options.plant();
  }

  Plants plants() {
    return options.plants();
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
