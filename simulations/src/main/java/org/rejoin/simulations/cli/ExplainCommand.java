package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.report.Explained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim explain}: how the first violation of a plan came about. */
@Command(
    name = "explain",
    description = "Tells how the first violation of a plan came about.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  ./rejoin sim explain .rejoin/sim/everything-17/plan.json"})
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PlanOptions options;

  @Parameters(index = "0", paramLabel = "PLAN", description = "A plan.json.")
  private Path file;

  /** Picocli makes it. */
  ExplainCommand() {}

  @Override
  public Integer call() throws IOException {
    Plan plan = PlanOptions.read(spec, file);
    Explained explained = Explained.run(plan, options.plants());
    PrintWriter out = spec.commandLine().getOut();
    for (String sentence : explained.story()) {
      out.println(
          options.isJson()
              ? Lines.json(Map.of("kind", "sentence", "text", sentence.strip()))
              : sentence);
    }
    if (options.isJson()) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("kind", "summary");
      summary.put("verdict", explained.result().verdict().name());
      summary.put("violated", explained.result().violated());
      summary.put("first", explained.result().firstViolated());
      summary.put("eventHash", explained.result().eventHash());
      out.println(Lines.json(summary));
    }
    return Lines.exitCode(explained.result().verdict());
  }
}
