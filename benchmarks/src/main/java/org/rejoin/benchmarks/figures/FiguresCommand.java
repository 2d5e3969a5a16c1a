package org.rejoin.benchmarks.figures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rejoin.benchmarks.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns the JSON Lines of the measuring commands into Markdown, and puts it in its place. */
@Command(
    name = "figures",
    description = {
      "Turns the JSON Lines that the other commands print into Markdown tables.",
      "",
      "With --into, each takes the place of what stands between <!-- figures: bench crdt --> and"
          + " <!-- end of figures -->. Files of one command, as of runs that measured different types,"
          + " go there one after the other."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench crdt --targets --json > crdt.jsonl",
      "  ./rejoin bench figures crdt.jsonl --into docs/benchmarks.md"
    })
public final class FiguresCommand implements Callable<Integer> {
  private static final String END = "<!-- end of figures -->";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "What a command printed.")
  private List<Path> files;

  @Option(names = "--into", paramLabel = "FILE", description = "The page to renew.")
  private @Nullable Path into;

  private final PrintStream out;

  /** Prints to {@code out} unless a page is given. */
  public FiguresCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    try {
      Map<String, String> figures = new LinkedHashMap<>();
      for (Path file : files) {
        List<JsonNode> lines = lines(file);
        figures.merge(Page.command(lines), Page.of(lines), (all, more) -> all + "\n" + more);
      }
      if (into == null) {
        figures.values().forEach(out::print);
        return ExitCodes.VALID;
      }
      String page = Files.readString(into);
      for (Map.Entry<String, String> each : figures.entrySet()) {
        page = renewed(page, each.getKey(), each.getValue());
      }
      Files.writeString(into, page);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    return ExitCodes.VALID;
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  static String renewed(String page, String command, String figures) {
    String begin = "<!-- figures: " + command + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(END, Math.max(from, 0));
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException("the page has no " + begin + " with " + END + " after it");
    }
    return page.substring(0, from + begin.length()) + "\n" + figures + page.substring(to);
  }
}
