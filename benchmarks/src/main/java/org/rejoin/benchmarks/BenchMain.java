package org.rejoin.benchmarks;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.rejoin.benchmarks.antientropy.AntiEntropyCommand;
import org.rejoin.benchmarks.collections.CollectionsCommand;
import org.rejoin.benchmarks.crdt.CrdtCommand;
import org.rejoin.benchmarks.figures.FiguresCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code bench} command. */
@Command(
    name = "bench",
    description = "Measures Rejoin beside its peers, in the same run.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench crdt --quick",
      "  ./rejoin bench crdt --only orset --json",
      "  ./rejoin bench collections --quick",
      "  ./rejoin bench anti-entropy --keys 100000",
      "",
      "Exit codes: 0 valid, 1 violation, 2 unknown, 3 usage or internal error."
    })
public final class BenchMain implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private BenchMain() {}

  /** Runs and exits. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    // JMH and whatever else prints to standard output: that is for results alone.
    System.setOut(System.err);
    int code = run(args, out, System.err);
    out.flush();
    System.exit(code);
  }

  /** Runs without exiting: results to {@code out}, progress and errors to {@code err}. */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return new CommandLine(new BenchMain())
        .addSubcommand(new CrdtCommand(out, err))
        .addSubcommand(new CollectionsCommand(out, err))
        .addSubcommand(new AntiEntropyCommand(out, err))
        .addSubcommand(new FiguresCommand(out))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to measure: crdt, collections, anti-entropy; or figures");
  }
}
