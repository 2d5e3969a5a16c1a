package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanJson;
import org.rejoin.simulations.report.Explained;
import org.rejoin.simulations.shrink.Budget;
import org.rejoin.simulations.shrink.Handout;
import org.rejoin.simulations.shrink.Shrinker;
import org.rejoin.simulations.shrink.Shrunk;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim shrink}: the smallest plan that breaks the same, its story and a test. */
@Command(
    name = "shrink",
    description = "Makes a plan that breaks an invariant smaller, as long as it breaks that one.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim shrink .rejoin/sim/everything-17/plan.json",
      "  ./rejoin sim shrink plan.json --plant ack-unapplied --out small/",
      "",
      "Writes plan.json, story.txt and a JUnit test. Exit code 1 if something is broken."
    })
final class ShrinkCommand implements Callable<Integer> {
  private static final long DEFAULT_SECONDS = 60;

  @Spec private CommandSpec spec;
  @Mixin private PlanOptions options;

  @Parameters(index = "0", paramLabel = "PLAN", description = "A plan.json.")
  private Path file;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write; the folder shrunk beside the plan if not said.")
  private @Nullable Path directory;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Most plans to run; ${DEFAULT-VALUE} if not said.")
  private long runs = Budget.DEFAULT_RUNS;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Longest time to take; ${DEFAULT-VALUE} if not said.")
  private long seconds = DEFAULT_SECONDS;

  /** Picocli makes it. */
  ShrinkCommand() {}

  @Override
  public Integer call() throws IOException {
    if (runs < 1 || seconds < 1) {
      throw new ParameterException(
          spec.commandLine(), "--runs " + runs + " --seconds " + seconds + ": use 1 or more");
    }
    Plan plan = PlanOptions.read(spec, file);
    Plants plants = options.plants();
    RunResult result = Runner.runTwice(plan, plants);
    if (result.verdict() != Verdict.INVALID) {
      say(Map.of("kind", "summary", "verdict", result.verdict().name()), "nothing is broken");
      return Lines.exitCode(result.verdict());
    }
    long until = System.nanoTime() + seconds * 1_000_000_000;
    Budget budget = new Budget(runs, () -> System.nanoTime() - until > 0);
    write(plan, Shrinker.shrink(plan, plants, budget), plants);
    return SimMain.VIOLATION;
  }

  private void write(Plan plan, Shrunk shrunk, Plants plants) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path folder = directory == null ? Path.of(String.valueOf(parent), "shrunk") : directory;
    Files.createDirectories(folder);
    Path small = folder.resolve("plan.json");
    Files.writeString(small, PlanJson.write(shrunk.plan()), StandardCharsets.UTF_8);
    String story = String.join("\n", Explained.run(shrunk.plan(), plants).story());
    Files.writeString(folder.resolve("story.txt"), story + "\n", StandardCharsets.UTF_8);
    Path test = folder.resolve(Handout.className(shrunk) + ".java");
    Files.writeString(test, Handout.test(shrunk), StandardCharsets.UTF_8);
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("kind", "summary");
    summary.put("verdict", Verdict.INVALID.name());
    summary.put("invariant", shrunk.invariant());
    summary.put("before", plan.ops().size() + plan.faults().size());
    summary.put("events", shrunk.events());
    summary.put("operations", shrunk.plan().ops().size());
    summary.put("faults", shrunk.plan().faults().size());
    summary.put("nodes", shrunk.plan().config().nodes().size());
    summary.put("runs", shrunk.runs());
    summary.put("fixpoint", shrunk.isFixpoint());
    summary.put("plan", small.toString());
    summary.put("test", test.toString());
    summary.put("resource", "src/test/resources/plans/" + Handout.resource(shrunk));
    String plant = options.plant() == null ? "" : " --plant " + options.plant();
    summary.put("replay", "./rejoin sim replay " + small + plant);
    say(summary, story + "\n" + words(plan, shrunk, small, plant));
  }

  private static String words(Plan plan, Shrunk shrunk, Path small, String plant) {
    return shrunk.invariant()
        + ": "
        + shrunk.events()
        + " of "
        + (plan.ops().size() + plan.faults().size())
        + " operations and faults are left after "
        + shrunk.runs()
        + " runs"
        + (shrunk.isFixpoint() ? "" : "; the budget was spent before nothing more could go")
        + "\n  replay: ./rejoin sim replay "
        + small
        + plant
        + "\n  test: copy the plan to src/test/resources/plans/"
        + Handout.resource(shrunk)
        + " and the Java file beside the plan to the tests";
  }

  private void say(Map<String, ?> summary, String words) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(options.isJson() ? Lines.json(summary) : words);
    out.flush();
  }
}
