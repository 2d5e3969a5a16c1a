package org.rejoin.simulations.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of all commands that look into one plan. */
final class PlanOptions {
  @Option(names = "--json", description = "Print JSON Lines and nothing else on standard output.")
  private boolean isJson;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      description = "Run with a planted bug; sim list names them.")
  private @Nullable String plant;

  boolean isJson() {
    return isJson;
  }

  @Nullable String plant() {
    return plant;
  }

  Plants plants() {
    return plant == null ? Plants.NONE : Plants.named(plant);
  }

  /** Reads a plan from a file that has to be there. */
  static Plan read(CommandSpec spec, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "no file " + file);
    }
    return PlanJson.read(file);
  }
}
