package org.rejoin.simulations.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code ./rejoin sim}: network-partition simulations. Exit codes: 0 valid, 1 violation found, 2
 * unknown or insufficient evidence, 3 usage or internal error.
 */
@Command(
    name = "sim",
    description =
        "Network-partition simulations in virtual time, of the engine that production runs.",
    mixinStandardHelpOptions = true,
    version = "Rejoin 0.1.0-SNAPSHOT",
    subcommands = {
      RunCommand.class,
      SwarmCommand.class,
      MutantsCommand.class,
      ReplayCommand.class,
      ListCommand.class,
      ShrinkCommand.class,
      ExplainCommand.class,
      DiffCommand.class,
      ReportCommand.class,
      StudyCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim list",
      "  ./rejoin sim run split-and-heal --seed 7",
      "  ./rejoin sim run everything --seeds 1..100 --json",
      "  ./rejoin sim swarm --budget 10m",
      "  ./rejoin sim run my-scenario.conf --out out/",
      "  ./rejoin sim replay out/my-scenario-1/plan.json",
      "  ./rejoin sim shrink out/my-scenario-1/plan.json",
      "  ./rejoin sim explain out/my-scenario-1/shrunk/plan.json",
      "  ./rejoin sim study icde19",
      "",
      "Exit codes: 0 valid, 1 violation found, 2 unknown, 3 usage or internal error."
    })
public final class SimMain implements Callable<Integer> {
  static final int VALID = 0;
  static final int VIOLATION = 1;
  static final int UNKNOWN = 2;
  static final int ERROR = 3;

  @Spec private CommandSpec spec;

  /** Picocli makes it. */
  SimMain() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs the command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new SimMain())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(SimMain::usage)
            .setExecutionExceptionHandler(SimMain::broken);
    int code = command.execute(args);
    out.flush();
    err.flush();
    return code;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do, as in sim run calm");
  }

  private static int usage(ParameterException wrong, String[] args) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println("sim: " + wrong.getMessage());
    wrong.getCommandLine().usage(err);
    return ERROR;
  }

  private static int broken(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof IllegalArgumentException || failure instanceof java.io.IOException) {
      err.println("sim: " + failure.getMessage());
    } else {
      err.println("sim: internal error");
      failure.printStackTrace(err);
    }
    return ERROR;
  }
}
