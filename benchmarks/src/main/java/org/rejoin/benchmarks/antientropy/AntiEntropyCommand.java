package org.rejoin.benchmarks.antientropy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rejoin.benchmarks.ExitCodes;
import org.rejoin.benchmarks.harness.Machine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench anti-entropy}: what it takes two stores to find and mend what differs. */
@Command(
    name = "anti-entropy",
    description = {
      "Counts what two sides send to find and mend what differs, at the frame boundary. Values are",
      "registers of 16 bytes. A line an algorithm: rejoin, two whole engines in virtual time with",
      "all deltas lost; rejoin-merkle, which has no sketches; and the shapes of other systems:",
      "radix-merkle (Riak, TicTac AAE), whole-tree (Cassandra), key-digests (Pekko) and",
      "range-based (negentropy). Differing 0 is one comparison of equals."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench anti-entropy --keys 100000 --differing 0,1,10,100,1000 --seeds 1..20",
      "  ./rejoin bench anti-entropy --keys 10000 --differing 10 --kind sibling --only rejoin",
      "  ./rejoin bench anti-entropy --placement one-shard-lost --json",
      "  REJOIN_JAVA_OPTS=-Xmx5g ./rejoin bench anti-entropy --grid --csv grid.csv"
    })
public final class AntiEntropyCommand implements Callable<Integer> {
  private static final String LOST_REPAIRS = "lost-repairs";
  private static final int MAX_KEYS = 10_000_000;
  private static final int MAX_SEEDS = 1000;
  private static final List<Integer> WIDTHS = List.of(Items.ENGINE_ITEM_BYTES, 32);

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--json", description = "JSON Lines on standard output, and nothing else.")
  private boolean isJson;

  @Option(names = "--keys", paramLabel = "N", description = "Keys that both hold; else 100000.")
  private int keys = 100_000;

  @Option(
      names = "--differing",
      paramLabel = "D",
      split = ",",
      description = "Keys that differ; else 0,1,10,100,1000.")
  private @Nullable List<Integer> differing;

  @Option(
      names = "--kind",
      paramLabel = "K",
      description =
          "How they differ: older, which is the default (one side has overwritten them), missing,"
              + " sibling (both have overwritten them), tombstone (one has deleted them), or rot"
              + " (both have seen the same and hold different states: found, not mended).")
  private @Nullable String kind;

  @Option(
      names = "--placement",
      paramLabel = "P",
      description =
          "Which differ: uniform, which is the default (by lot), one-prefix (neighbours by hash),"
              + " newest, or one-shard-lost (one side lacks all keys of a shard).")
  private @Nullable String placement;

  @Option(names = "--seeds", paramLabel = "A..B", description = "Seeds; else 1..5.")
  private String seeds = "1..5";

  @Option(
      names = "--item-bytes",
      paramLabel = "B",
      description = "Bytes of an item of the shapes, 16 or 32; else 16, as the engines have.")
  private int itemBytes = Items.ENGINE_ITEM_BYTES;

  @Option(
      names = "--only",
      paramLabel = "PREFIX",
      description = "Algorithms whose names begin like that.")
  private String only = "";

  @Option(
      names = "--grid",
      description = "31 cells of keys, counts, kinds and placements instead; takes a while.")
  private boolean isGrid;

  @Option(names = "--csv", paramLabel = "FILE", description = "Writes the lines as CSV too.")
  private @Nullable Path csv;

  @Option(
      names = "--plant",
      paramLabel = "FAULT",
      description =
          "A planted fault that the verdict has to find: lost-repairs (engines) or missed-key"
              + " (shapes).")
  private String plant = "";

  private final PrintStream out;
  private final PrintStream err;

  /** Prints results to {@code out}, progress to {@code err}. */
  public AntiEntropyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    List<Algorithm> algorithms = algorithms();
    ShapePlant spoiled = shapePlant();
    Scenario scenario = scenario();
    List<Scenario> scenarios = isGrid ? scenario.grid() : List.of(scenario);
    long began = System.nanoTime();
    boolean isRight = true;
    try (PrintStream file = csvFile()) {
      Rows rows = new Rows(out, isJson, file);
      Keyring ring = new Keyring(1);
      for (Scenario each : scenarios) {
        ring = ring.size() == each.keys() ? ring : new Keyring(each.keys());
        Runs runs = new Runs(each, ring, plant.equals(LOST_REPAIRS), spoiled, err);
        for (Algorithm algorithm : algorithms) {
          isRight &= run(each, algorithm, runs, rows);
        }
      }
      String verdict = isRight ? "VALID" : "INVALID";
      ObjectNode summary = rows.newSummary().put("verdict", verdict);
      summary.put("seconds", (System.nanoTime() - began) / 1_000_000_000);
      Machine.describe(summary);
      rows.summary(summary);
      return ExitCodes.of(verdict);
    }
  }

  private static boolean run(Scenario scenario, Algorithm algorithm, Runs runs, Rows rows) {
    Map<Integer, List<Sample>> samples = runs.of(algorithm);
    samples.values().forEach(of -> rows.print(scenario, algorithm, of));
    return samples.values().stream().flatMap(List::stream).allMatch(Sample::isRight);
  }

  private List<Algorithm> algorithms() {
    List<Algorithm> chosen =
        Arrays.stream(Algorithm.values()).filter(a -> a.id().startsWith(only)).toList();
    if (chosen.isEmpty()) {
      throw usage("--only " + only + ": there are " + names(Algorithm.values(), Algorithm::id));
    }
    return chosen;
  }

  private ShapePlant shapePlant() {
    try {
      return ShapePlant.named(plant.equals(LOST_REPAIRS) ? "" : plant);
    } catch (IllegalArgumentException e) {
      throw usage("--plant " + plant + ": there are " + LOST_REPAIRS + ", " + ShapePlant.names());
    }
  }

  private Scenario scenario() {
    if (!WIDTHS.contains(itemBytes)) {
      throw usage("--item-bytes " + itemBytes + ": 16 or 32");
    }
    if (isGrid
        && (spec.commandLine().getParseResult().hasMatchedOption("--keys")
            || differing != null
            || kind != null
            || placement != null)) {
      throw usage("--grid: it has keys, counts, kinds and placements of its own");
    }
    if (keys < 1 || keys > MAX_KEYS) {
      throw usage("--keys " + keys + ": 1 to " + MAX_KEYS);
    }
    Placement where = placement();
    Kind how = kind(where);
    long[] range = range();
    return new Scenario(keys, counts(where), how, where, itemBytes, range[0], range[1]);
  }

  private Placement placement() {
    return parsed("--placement", placement, Placement.UNIFORM, Placement.values(), Placement::id);
  }

  private Kind kind(Placement where) {
    boolean isLost = where == Placement.ONE_SHARD_LOST;
    Kind how = parsed("--kind", kind, isLost ? Kind.MISSING : Kind.OLDER, Kind.values(), Kind::id);
    if (isLost && how != Kind.MISSING) {
      throw usage("--kind " + kind + ": of a shard that was lost all keys are missing");
    }
    return how;
  }

  private <T> T parsed(
      String option, @Nullable String value, T absent, T[] all, Function<T, String> id) {
    if (value == null) {
      return absent;
    }
    return Arrays.stream(all)
        .filter(each -> id.apply(each).equals(value))
        .findFirst()
        .orElseThrow(() -> usage(option + " " + value + ": there are " + names(all, id)));
  }

  private static <T> String names(T[] all, Function<T, String> id) {
    return Arrays.stream(all).map(id).collect(Collectors.joining(", "));
  }

  private List<Integer> counts(Placement where) {
    if (where == Placement.ONE_SHARD_LOST) {
      if (differing != null) {
        throw usage("--differing: a shard that was lost has as many keys as it has");
      }
      return List.of(1);
    }
    List<Integer> counts = differing;
    if (counts == null) {
      counts = List.of(0, 1, 10, 100, 1000);
      counts = counts.stream().filter(count -> count <= keys).toList();
    }
    for (int count : counts) {
      if (count < 0 || count > keys) {
        throw usage("--differing " + count + ": 0 to --keys " + keys);
      }
    }
    return counts;
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

  private @Nullable PrintStream csvFile() {
    if (csv == null) {
      return null;
    }
    try {
      return new PrintStream(csv.toFile(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw usage("--csv " + csv + ": " + e.getMessage());
    }
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
