package org.rejoin.benchmarks.antientropy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import org.rejoin.benchmarks.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench anti-entropy}: what it takes two stores to find and mend what differs. */
@Command(
    name = "anti-entropy",
    description = {
      "Counts what two whole engines send to find and mend what differs, at the frame boundary, in",
      "virtual time and with all deltas lost. Values are registers of 16 bytes. A line an algorithm:",
      "rejoin, and rejoin-merkle, which has no sketches. Differing 0 is one comparison of equals."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench anti-entropy --keys 100000 --differing 0,1,10,100,1000 --seeds 1..20",
      "  ./rejoin bench anti-entropy --keys 1000 --json"
    })
public final class AntiEntropyCommand implements Callable<Integer> {
  private static final String LOST_REPAIRS = "lost-repairs";
  private static final int MAX_KEYS = 10_000_000;
  private static final int MAX_SEEDS = 1000;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--json", description = "JSON Lines on standard output, and nothing else.")
  private boolean isJson;

  @Option(names = "--keys", paramLabel = "N", description = "Keys that both hold; else 100000.")
  private int keys = 100_000;

  @Option(
      names = "--differing",
      paramLabel = "D",
      split = ",",
      description = "Keys that one side has overwritten; else 0,1,10,100,1000.")
  private List<Integer> differing = List.of(0, 1, 10, 100, 1000);

  @Option(names = "--seeds", paramLabel = "A..B", description = "Seeds; else 1..5.")
  private String seeds = "1..5";

  @Option(
      names = "--plant",
      paramLabel = "FAULT",
      description = "A planted fault that the verdict has to find: lost-repairs.")
  private String plant = "";

  private final ObjectMapper json = new ObjectMapper();
  private final PrintStream out;
  private final PrintStream err;

  /** One measured repair. */
  private record Sample(Meter meter, long minimalBytes) {}

  /** Prints results to {@code out}, progress to {@code err}. */
  public AntiEntropyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    long[] range = range();
    check();
    boolean isPlanted = plant.equals(LOST_REPAIRS);
    long began = System.nanoTime();
    boolean isAllFound = true;
    if (!isJson) {
      out.println(
          "algorithm           keys differing     found  metadata B  p99 metadata   repaired B"
              + "     minimal B  trips    p99  tiers");
    }
    for (Algorithm algorithm : Algorithm.values()) {
      Map<Integer, List<Sample>> samples = new TreeMap<>();
      for (long seed = range[0]; seed <= range[1]; seed++) {
        err.println("bench anti-entropy: " + algorithm.id() + ", seed " + seed);
        StorePair pair = new StorePair(keys, seed, algorithm.buggify(), isPlanted);
        for (int count : differing) {
          samples.computeIfAbsent(count, c -> new ArrayList<>()).add(sample(pair, count));
        }
      }
      for (Map.Entry<Integer, List<Sample>> row : samples.entrySet()) {
        isAllFound &=
            row.getValue().stream()
                .allMatch(s -> s.meter().isSettled() && s.meter().found() >= row.getKey());
        print(algorithm, row.getKey(), row.getValue());
      }
    }
    String verdict = isAllFound ? "VALID" : "INVALID";
    ObjectNode summary = json.createObjectNode().put("kind", "summary").put("verdict", verdict);
    summary.put("seconds", (System.nanoTime() - began) / 1_000_000_000);
    out.println(isJson ? text(summary) : "verdict: " + verdict);
    return ExitCodes.of(verdict);
  }

  private static Sample sample(StorePair pair, int count) {
    if (count == 0) {
      return new Sample(pair.compareEqual(), 0);
    }
    long minimal = pair.change(count);
    return new Sample(pair.compare(), minimal);
  }

  private void check() {
    if (!plant.isEmpty() && !plant.equals(LOST_REPAIRS)) {
      throw usage("--plant " + plant + ": there is " + LOST_REPAIRS);
    }
    if (keys < 1 || keys > MAX_KEYS) {
      throw usage("--keys " + keys + ": 1 to " + MAX_KEYS);
    }
    for (int count : differing) {
      if (count < 0 || count > keys) {
        throw usage("--differing " + count + ": 0 to --keys " + keys);
      }
    }
  }

  private long[] range() {
    try {
      int dots = seeds.indexOf("..");
      long first = Long.parseLong(dots < 0 ? seeds : seeds.substring(0, dots));
      long last = dots < 0 ? first : Long.parseLong(seeds.substring(dots + 2));
      if (first <= last && last - first < MAX_SEEDS) {
        return new long[] {first, last};
      }
    } catch (NumberFormatException e) {
      throw usage("--seeds " + seeds + ": two numbers are needed, as in 1..20");
    }
    throw usage("--seeds " + seeds + ": from the lower to the higher, at most " + MAX_SEEDS);
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private void print(Algorithm algorithm, int count, List<Sample> samples) {
    TreeSet<String> tiers = new TreeSet<>();
    samples.forEach(sample -> tiers.add(sample.meter().tier()));
    double found = mean(samples, s -> s.meter().found());
    double roundTrips = mean(samples, s -> s.meter().roundTrips());
    if (isJson) {
      ObjectNode line = json.createObjectNode().put("algorithm", algorithm.id());
      line.put("keys", keys).put("differing", count).put("found", found);
      line.put("metadataBytes", mean(samples, s -> s.meter().metadataBytes()));
      line.put("metadataBytesP99", p99(samples, s -> s.meter().metadataBytes()));
      line.put("repairedBytes", mean(samples, s -> s.meter().repairedBytes()));
      line.put("minimalBytes", mean(samples, Sample::minimalBytes));
      line.put("roundTrips", roundTrips);
      line.put("roundTripsP99", p99(samples, s -> s.meter().roundTrips()));
      line.put("falsePositives", found - count);
      line.put("tiers", String.join(", ", tiers)).put("seeds", samples.size());
      out.println(text(line));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%-14s %9d %9d %9d %13d %13d %13d %13d %6.1f %6d  %s%n",
        algorithm.id(),
        keys,
        count,
        Math.round(found),
        Math.round(mean(samples, s -> s.meter().metadataBytes())),
        p99(samples, s -> s.meter().metadataBytes()),
        Math.round(mean(samples, s -> s.meter().repairedBytes())),
        Math.round(mean(samples, Sample::minimalBytes)),
        roundTrips,
        p99(samples, s -> s.meter().roundTrips()),
        String.join(", ", tiers));
  }

  private static double mean(List<Sample> samples, ToLongFunction<Sample> of) {
    return samples.stream().mapToLong(of).average().orElse(0);
  }

  /** The largest, below a hundred samples. */
  private static long p99(List<Sample> samples, ToLongFunction<Sample> of) {
    List<Long> sorted =
        samples.stream().map(of::applyAsLong).sorted(Comparator.naturalOrder()).toList();
    return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
  }

  private String text(ObjectNode line) {
    try {
      return json.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot be written: " + line, e);
    }
  }
}
