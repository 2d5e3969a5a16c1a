package org.rejoin.simulations.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim replay}: a plan from a file, exactly as it ran. */
@Command(
    name = "replay",
    description = "Runs a plan again, exactly.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  ./rejoin sim replay .rejoin/sim/everything-17/plan.json"})
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Common common;

  @Parameters(index = "0", paramLabel = "PLAN", description = "A plan.json.")
  private Path file;

  /** Picocli makes it. */
  ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    Plan plan = PlanOptions.read(spec, file);
    Plants plants = common.plants();
    Report report =
        new Report(
            spec.commandLine().getOut(),
            spec.commandLine().getErr(),
            common.isJson(),
            null,
            common.plant(),
            common.isOnce());
    long began = System.nanoTime();
    report.add(plan, common.run(plan, plants), file);
    return report.end((System.nanoTime() - began) / 1e9);
  }
}
