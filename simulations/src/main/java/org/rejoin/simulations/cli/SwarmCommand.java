package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.swarm.Swarm;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sim swarm}: random scenarios, one a seed. */
@Command(
    name = "swarm",
    description =
        "Runs random scenarios, until the first violation unless told to keep going. A campaign"
            + " that has not reached every rare state is insufficient (exit 2) and says which.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim swarm --runs 2000",
      "  ./rejoin sim swarm --budget 10m --jobs 2 --json",
      "  ./rejoin sim swarm --runs 500 --only crash --keep-going",
      "  ./rejoin sim swarm --runs 200 --plant count-twice"
    })
final class SwarmCommand implements Callable<Integer> {
  private static final Pattern BUDGET = Pattern.compile("(\\d{1,6})(s|m|h)");
  private static final long NO_END = Long.MAX_VALUE;

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private End end;

  @Option(
      names = "--jobs",
      paramLabel = "J",
      description = "Runs at once; as many as there are processors if not given.")
  private @Nullable Integer jobs;

  @Option(names = "--only", paramLabel = "TAG", description = "Only runs with this tag.")
  private @Nullable String only;

  @Option(names = "--keep-going", description = "Do not end at the first violation.")
  private boolean keepGoing;

  @Option(
      names = "--seed-from",
      paramLabel = "S",
      description = "The first seed; 1 if none is given.")
  private long firstSeed = 1;

  @Option(names = "--json", description = "Print JSON Lines and nothing else on standard output.")
  private boolean isJson;

  @Option(names = "--quiet", description = "Do not say how far it is.")
  private boolean isQuiet;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      description = "Run with a planted bug; sim list names them.")
  private @Nullable String plant;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where plans of failures are written; .rejoin/sim if not given.")
  private Path directory = Path.of(".rejoin", "sim");

  /** When it ends. */
  static final class End {
    @Option(names = "--runs", required = true, paramLabel = "N", description = "So many runs.")
    private @Nullable Long runs;

    @Option(
        names = "--budget",
        required = true,
        paramLabel = "TIME",
        description = "So long: 30s, 10m or 1h.")
    private @Nullable String budget;

    /** Picocli makes it. */
    End() {}
  }

  /** Picocli makes it. */
  SwarmCommand() {
    end = new End();
  }

  @Override
  public Integer call() {
    Swarm swarm = new Swarm(order(), plant == null ? Plants.NONE : Plants.named(plant));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    SwarmReport report = new SwarmReport(out, err, isJson, directory, plant);
    Progress progress = new Progress(err, isQuiet, end.runs);
    try (Interrupt interrupt = new Interrupt(swarm::stop)) {
      swarm.run(
          outcome -> {
            report.add(outcome);
            progress.said(report.totals());
          });
      progress.end();
      int code = report.end(progress.seconds(), swarm.isStopped());
      interrupt.summaryPrinted();
      return code;
    }
  }

  private Swarm.Order order() {
    long runs = end.runs == null ? NO_END : end.runs;
    if (runs < 1) {
      throw new ParameterException(spec.commandLine(), "--runs " + runs + ": at least 1");
    }
    int atOnce = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
    return new Swarm.Order(
        firstSeed, runs, budgetNanos(), atOnce, keepGoing, Optional.ofNullable(only));
  }

  private long budgetNanos() {
    if (end.budget == null) {
      return NO_END;
    }
    Matcher matcher = BUDGET.matcher(end.budget);
    if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
      throw new ParameterException(
          spec.commandLine(), "--budget " + end.budget + ": write 30s, 10m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "h" -> Duration.ofHours(number).toNanos();
      case "m" -> Duration.ofMinutes(number).toNanos();
      default -> Duration.ofSeconds(number).toNanos();
    };
  }
}
