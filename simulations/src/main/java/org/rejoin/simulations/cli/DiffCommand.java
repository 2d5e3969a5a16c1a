package org.rejoin.simulations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rejoin.simulations.check.Verdict;
import org.rejoin.simulations.report.Comparison;
import org.rejoin.simulations.report.Comparison.Difference;
import org.rejoin.simulations.report.Comparison.Side;
import org.rejoin.simulations.report.Comparison.Step;
import org.rejoin.simulations.world.Plants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sim diff}: where two runs part. */
@Command(
    name = "diff",
    description = {
      "Finds the first event in which two runs differ.",
      "Two plans; or one, without and with a planted bug; or one against itself."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin sim diff before/plan.json after/plan.json",
      "  ./rejoin sim diff plan.json --plant ack-unapplied",
      "  ./rejoin sim diff plan.json plan.json --plant unseeded",
      "",
      "Exit codes: 0 one and the same run, 1 they differ."
    })
final class DiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PlanOptions options;

  @Parameters(index = "0", paramLabel = "A", description = "A plan.json.")
  private Path first;

  @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "Another, or the same.")
  private @Nullable Path second;

  /** Picocli makes it. */
  DiffCommand() {}

  @Override
  public Integer call() throws IOException {
    Plants planted = options.plants();
    Side a = new Side(PlanOptions.read(spec, first), second == null ? Plants.NONE : planted);
    Side b = second == null ? new Side(a.plan(), planted) : side(second, planted);
    Optional<Difference> found = Comparison.of(a, b);
    PrintWriter out = spec.commandLine().getOut();
    Verdict verdict = found.isPresent() ? Verdict.INVALID : Verdict.VALID;
    if (options.isJson()) {
      found.ifPresent(difference -> out.println(Lines.json(line("A", difference.a()))));
      found.ifPresent(difference -> out.println(Lines.json(line("B", difference.b()))));
      out.println(Lines.json(Map.of("kind", "summary", "verdict", verdict.name())));
    } else {
      out.println(found.isPresent() ? "the runs differ:" : "one and the same run");
      found.ifPresent(difference -> print(out, "A", difference.a()));
      found.ifPresent(difference -> print(out, "B", difference.b()));
    }
    return Lines.exitCode(verdict);
  }

  private Side side(Path file, Plants planted) throws IOException {
    return new Side(PlanOptions.read(spec, file), planted);
  }

  private static Map<String, Object> line(String side, Step step) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", "event");
    line.put("side", side);
    line.put("event", step.number());
    line.put("atNanos", step.atNanos());
    line.put("eventHash", step.hash());
    line.put("lines", step.lines());
    return line;
  }

  private static void print(PrintWriter out, String side, Step step) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s event %d at %.9f s, %s",
            side,
            step.number(),
            step.atNanos() / 1e9,
            step.hash()));
    step.lines().forEach(line -> out.println("    " + line));
  }
}
