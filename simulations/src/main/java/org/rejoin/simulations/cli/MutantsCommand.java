package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.shrink.Budget;
import org.rejoin.simulations.shrink.Shrinker;
import org.rejoin.simulations.swarm.Hunt;
import org.rejoin.simulations.world.Plant;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sim mutants}: hunts planted bugs with the plans of the swarm. */
@Command(
    name = "mutants",
    description =
        "Hunts each planted bug with the swarm's own scenarios, in five ranges of seeds; a line a"
            + " mutant. One that is not found in the median is a violation of what we promise.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim mutants",
      "  ./rejoin sim mutants --seeds 200 --json",
      "  ./rejoin sim mutants --only over-gap"
    })
final class MutantsCommand implements Callable<Integer> {
  private static final long SHRINK_NANOS = 60_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON Lines and nothing else on standard output.")
  private boolean isJson;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Most seeds in each of the five ranges; 2000 if not given.")
  private long seeds = 2000;

  @Option(names = "--only", paramLabel = "NAME", description = "Only this one.")
  private @Nullable String only;

  @Option(names = "--no-shrink", description = "Do not shrink what was found.")
  private boolean isUnshrunk;

  /** Picocli makes it. */
  MutantsCommand() {}

  @Override
  public Integer call() {
    List<Plant> plants = new ArrayList<>(Plants.all());
    plants.removeIf(plant -> only != null && !plant.name().equals(only));
    if (plants.isEmpty() || seeds < 1) {
      throw new ParameterException(
          spec.commandLine(), "nothing to hunt: --only " + only + ", --seeds " + seeds);
    }
    int found = 0;
    List<Integer> shrunk = new ArrayList<>();
    for (Plant plant : plants) {
      Hunt.Found hunt = new Hunt(plant, seeds).run();
      found += hunt.median() <= seeds ? 1 : 0;
      Integer left = isUnshrunk ? null : hunt.first().map(plan -> events(plan, plant)).orElse(null);
      if (left != null) {
        shrunk.add(left);
      }
      print(hunt, left);
    }
    if (isJson) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("kind", "summary");
      summary.put("verdict", found == plants.size() ? "VALID" : "INVALID");
      summary.put("mutants", plants.size());
      summary.put("found", found);
      summary.put("shrunkEventsMedian", median(shrunk));
      println(summary);
    }
    return found == plants.size() ? SimMain.VALID : SimMain.VIOLATION;
  }

  /** The greater of two middle ones; null of none. */
  private static @Nullable Integer median(List<Integer> counts) {
    return counts.isEmpty() ? null : counts.stream().sorted().toList().get(counts.size() / 2);
  }

  /** Operations and faults that are left when its plan is shrunk. */
  private static int events(Plan plan, Plant plant) {
    long began = System.nanoTime();
    Budget budget = new Budget(Budget.DEFAULT_RUNS, () -> System.nanoTime() - began > SHRINK_NANOS);
    return Shrinker.shrink(plan, Plants.named(plant.name()), budget).events();
  }

  private void print(Hunt.Found hunt, @Nullable Integer shrunk) {
    boolean isFound = hunt.median() <= seeds;
    if (isJson) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("kind", "mutant");
      line.put("mutant", hunt.mutant());
      line.put("caughtBy", hunt.caughtBy());
      line.put("seedsMedian", isFound ? hunt.median() : null);
      line.put("seeds", hunt.seeds());
      line.put("shrunkEvents", shrunk);
      println(line);
    } else {
      PrintWriter out = spec.commandLine().getOut();
      String after = isFound ? "after " + hunt.median() + " seeds" : "NOT within " + seeds;
      out.println(
          String.format(
              Locale.ROOT,
              "%-18s %-4s %s%s",
              hunt.mutant(),
              hunt.caughtBy(),
              after,
              shrunk == null ? "" : ", shrunk to " + shrunk + " events"));
      out.flush();
    }
  }

  private void println(Map<String, Object> line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Lines.json(line));
    out.flush();
  }
}
