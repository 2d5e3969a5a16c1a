package org.rejoin.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rejoin.demo.orders.OrderFile;
import org.rejoin.demo.orders.OrderGenerator;
import org.rejoin.demo.page.PageServer;
import org.rejoin.demo.run.HeadlessRun;
import org.rejoin.demo.run.Plant;
import org.rejoin.demo.run.Plants;
import org.rejoin.demo.run.RunOptions;
import org.rejoin.demo.run.RunReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code demo}: the page, or the run without a person. */
@Command(
    name = "rejoin demo",
    mixinStandardHelpOptions = true,
    version = "0.1.0-SNAPSHOT",
    sortOptions = false,
    description = {
      "An e-commerce shop on five real nodes (w1 w2 w3 | e1 e2) that keeps selling on both sides of a"
          + " partition and comes back together.",
      "Without --headless: serves a page and prints its address."
    },
    exitCodeOnInvalidInput = DemoMain.ERROR,
    exitCodeOnExecutionException = DemoMain.ERROR,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:valid",
      "1:a violation was found",
      "2:unknown or insufficient evidence",
      "3:usage or internal error"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./rejoin demo",
      "  ./rejoin demo --headless --json",
      "  ./rejoin demo --headless --orders monday.csv tuesday.csv --json --kill e2",
      "  ./rejoin demo --headless --json --plant drop-line      (has to end with exit code 1)"
    })
public final class DemoMain implements Callable<Integer> {
  /** Usage or internal error. */
  static final int ERROR = 3;

  private static final Logger LOG = LoggerFactory.getLogger(DemoMain.class);
  private static final int MAX_SHOWN = 20;

  @Option(names = "--headless", description = "Run without a page and judge the result.")
  private boolean headless;

  @Option(
      names = "--orders",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Order lines to sell: CSV with the columns InvoiceNo, StockCode, Description, Quantity,"
              + " InvoiceDate, UnitPrice, CustomerID, Country. Default: generated ones.")
  private List<Path> orders = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Standard output carries JSON Lines and nothing else, the summary last.")
  private boolean json;

  @Option(
      names = "--kill",
      paramLabel = "NODE",
      description = "Terminate this node in each cut, restart it after the heal.")
  private @Nullable String kill;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of generated orders and dropped frames. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      description =
          "Plant a fault that the verdict must find: drop-line, apply-twice, skip-repair.")
  private @Nullable String plant;

  @Option(
      names = "--converge-within",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long the nodes may take to agree after a heal. Default: ${DEFAULT-VALUE}.")
  private int convergeWithinSeconds;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the page; one in use is replaced by another. Default: any.")
  private int port;

  @Option(names = "--no-open", description = "Do not open a browser.")
  private boolean noOpen;

  @Spec private CommandSpec spec;

  private final PrintStream out;

  private DemoMain(PrintStream out, CommandSpec none) {
    this.out = out;
    this.spec = none;
  }

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(out, args));
  }

  /** Runs the command; its results go to {@code out}, all else to standard error. */
  static int run(PrintStream out, String... args) {
    CommandLine line = new CommandLine(new DemoMain(out, CommandSpec.create()));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setParameterExceptionHandler(
        (wrong, given) -> {
          line.getErr().println(wrong.getMessage());
          line.usage(line.getErr());
          return ERROR;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() throws Exception {
    check();
    List<OrderFile> files = files();
    return headless ? headless(files) : page(files);
  }

  private void check() {
    if (!headless && (json || kill != null || plant != null)) {
      throw usage("--json, --kill and --plant need --headless");
    }
    if (kill != null && !ShopCluster.NODES.contains(kill)) {
      throw usage("--kill " + kill + ": expected one of " + String.join(" ", ShopCluster.NODES));
    }
    if (convergeWithinSeconds < 1 || convergeWithinSeconds > 3600) {
      throw usage("--converge-within " + convergeWithinSeconds + ": expected 1 to 3600 seconds");
    }
    if (port < 0 || port > 65535) {
      throw usage("--port " + port + ": expected 0 to 65535");
    }
  }

  private Plant plant() {
    if (plant == null) {
      return Plant.none();
    }
    return Plants.find(plant)
        .orElseThrow(
            () -> usage("--plant " + plant + ": expected drop-line, apply-twice or skip-repair"));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private List<OrderFile> files() {
    if (orders.isEmpty()) {
      return List.of(OrderGenerator.generate(seed, OrderGenerator.DEFAULT_LINES));
    }
    List<OrderFile> files = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (Path path : orders) {
      try {
        OrderFile file = OrderFile.read(path, names);
        file.malformed().stream().limit(MAX_SHOWN).forEach(bad -> LOG.warn("{}", bad));
        if (file.malformed().size() > MAX_SHOWN) {
          LOG.warn("... {} malformed lines in {}", file.malformed().size(), file.name());
        }
        files.add(file);
      } catch (IOException e) {
        throw usage("--orders: " + e.getMessage());
      }
    }
    return files;
  }

  private int headless(List<OrderFile> files) {
    RunOptions options =
        new RunOptions(
            Optional.ofNullable(kill), seed, Duration.ofSeconds(convergeWithinSeconds), plant());
    RunReport report = HeadlessRun.run(files, options, this::print);
    report.reasons().stream().limit(MAX_SHOWN).forEach(reason -> LOG.error("{}", reason));
    print(report.summary());
    return report.exitCode();
  }

  private void print(Map<String, Object> line) {
    if (json) {
      try {
        out.println(new ObjectMapper().writeValueAsString(line));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("not to be written as JSON: " + line, e);
      }
    } else {
      out.println(words(line));
    }
  }

  private static String words(Map<String, Object> line) {
    StringBuilder text = new StringBuilder(String.valueOf(line.get("verdict")));
    line.forEach(
        (name, value) -> {
          if (!List.of("kind", "verdict").contains(name)) {
            text.append("\n  ").append(name).append(": ").append(value);
          }
        });
    return text.toString();
  }

  private int page(List<OrderFile> files) throws InterruptedException {
    List<OrderLine> lines = files.stream().flatMap(file -> file.lines().stream()).toList();
    try (ShopCluster cluster = ShopCluster.start(ShopCluster.Options.DEFAULT);
        PageServer server =
            PageServer.start(new Shop(cluster), new PageServer.Options(port, lines))) {
      out.println("Rejoin demo: " + server.url());
      if (!noOpen) {
        Browser.open(server.url());
      }
      Thread.currentThread().join();
    }
    return 0;
  }
}
