package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rejoin.simulations.plan.Scenario;
import org.rejoin.simulations.plan.Scenarios;
import org.rejoin.simulations.world.Plant;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sim list}: the scenarios and their stories, and the planted bugs. */
@Command(
    name = "list",
    description = "Lists scenarios, each a story, and planted bugs.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON Lines and nothing else on standard output.")
  private boolean isJson;

  /** Picocli makes it. */
  ListCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = Scenarios.names();
    List<Plant> plants = Plants.all();
    for (String name : names) {
      Scenario scenario = Scenarios.named(name).orElseThrow();
      print(out, "scenario", name, scenario.story(), Map.of());
    }
    for (Plant plant : plants) {
      print(out, "plant", plant.name(), plant.story(), Map.of("caughtBy", plant.caughtBy()));
    }
    if (isJson) {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("kind", "summary");
      summary.put("scenarios", names.size());
      summary.put("plants", plants.size());
      out.println(Lines.json(summary));
    }
    return SimMain.VALID;
  }

  private void print(
      PrintWriter out, String kind, String name, String story, Map<String, String> more) {
    if (isJson) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("kind", kind);
      line.put("name", name);
      line.put("story", story);
      line.putAll(more);
      out.println(Lines.json(line));
    } else {
      String by = more.isEmpty() ? "" : " (planted; caught by " + more.get("caughtBy") + ")";
      out.println(String.format(Locale.ROOT, "%-18s %s%s", name, story, by));
    }
  }
}
