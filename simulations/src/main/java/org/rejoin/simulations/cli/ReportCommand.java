package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.report.Recorder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim report}: a page about each run. */
@Command(
    name = "report",
    description = {
      "Writes report.html, one page in one file, for each folder of a run.",
      "Where only a plan lies, it is run first."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim run everything --seed 17 --out out/",
      "  ./rejoin sim report out/everything-17",
      "  ./rejoin sim report .rejoin/sim/everything-17 --plant no-repair"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PlanOptions options;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders with a plan.json.")
  private List<Path> folders;

  /** Picocli makes it. */
  ReportCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (Path path : folders) {
      RunFolder folder = new RunFolder(path);
      Plan plan = PlanOptions.read(spec, folder.plan());
      if (!folder.hasTrace() || options.plant() != null) {
        run(folder, plan);
      }
      String page = folder.page().toString();
      out.println(options.isJson() ? Lines.json(Map.of("kind", "report", "report", page)) : page);
    }
    if (options.isJson()) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("kind", "summary");
      summary.put("reports", folders.size());
      out.println(Lines.json(summary));
    }
    return SimMain.VALID;
  }

  private void run(RunFolder folder, Plan plan) throws IOException {
    Recorder recorder = RunFolder.recorder(plan, () -> false);
    RunResult result = Runner.run(plan, options.plants(), recorder);
    folder.write(plan, Report.results(result, folder.plan(), options.plant(), true));
    folder.write(recorder.trace());
  }
}
