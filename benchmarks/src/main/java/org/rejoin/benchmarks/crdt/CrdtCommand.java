package org.rejoin.benchmarks.crdt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import org.rejoin.benchmarks.ExitCodes;
import org.rejoin.benchmarks.Report;
import org.rejoin.benchmarks.Row;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the data types beside Pekko's. Every operation is checked before it is timed. */
@Command(
    name = "crdt",
    description = {
      "Measures the data types beside Pekko's own, operation by operation.",
      "",
      "Size is the number of elements, of replica ids (counters) or of characters (lwwregister).",
      "Every operation is first run and its result compared with what it should be; one that does"
          + " not do its work is reported and never timed."
    },
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCodes.USAGE_OR_INTERNAL,
    exitCodeOnExecutionException = ExitCodes.USAGE_OR_INTERNAL,
    footer = {
      "",
      "Examples:",
      "  ./rejoin bench crdt --quick --json",
      "  ./rejoin bench crdt --only orset.apply --sizes 1000,100000",
      "  ./rejoin bench crdt --quick --only orset --plant idle-edit     (ends INVALID)"
    })
public final class CrdtCommand implements Callable<Integer> {
  private static final List<Integer> QUICK_SIZES = List.of(10, 1_000);
  private static final List<Integer> FULL_SIZES = List.of(10, 1_000, 100_000, 1_000_000);
  private static final int MIN_SIZE = 3;
  private static final int MAX_SIZE = 5_000_000;
  private static final long QUICK_TURNS_NANOS = 24_000_000_000L;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--quick", description = "Short and in one process: ends within 45 seconds.")
  private boolean quick;

  @Option(names = "--json", description = "JSON Lines on standard output, and nothing else.")
  private boolean json;

  @Option(
      names = "--only",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Only measures that begin so: orset, orset.apply, pncounter.merge.")
  private String only;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      description = "Sizes to measure at; else 10 and 1000, in full also 100000 and 1000000.")
  private @Nullable List<Integer> sizes;

  @Option(
      names = "--plant",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "Plants a fault that the sanity check must find: idle-edit, idle-apply, stale-digest.")
  private String plantName;

  private final PrintStream out;
  private final PrintStream err;
  private final List<String> violations = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int rows;
  private int ahead;
  private int behind;
  private int withoutPeer;

  /** Prints results to {@code out}, progress to {@code err}. */
  public CrdtCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Plant plant = plant();
    List<Integer> chosen = chosenSizes();
    if (selected().isEmpty()) {
      throw usage("no measure begins with " + only);
    }
    System.setProperty("jmh.ignoreLock", "true");
    long began = System.nanoTime();
    Report report = new Report(out, json);
    for (DataType type : DataType.values()) {
      for (int size : chosen) {
        if (selected().stream().anyMatch(name -> name.startsWith(type.id() + "."))) {
          err.println("bench crdt: " + type.id() + ", size " + size);
          measure(type, size, plant, began, report);
        }
      }
    }
    String verdict = violations.isEmpty() ? (failures.isEmpty() ? "VALID" : "UNKNOWN") : "INVALID";
    report.summary(summary(report, verdict, System.nanoTime() - began));
    return switch (verdict) {
      case "VALID" -> ExitCodes.VALID;
      case "UNKNOWN" -> ExitCodes.UNKNOWN;
      default -> ExitCodes.VIOLATION;
    };
  }

  private Plant plant() {
    try {
      return Plant.named(plantName);
    } catch (IllegalArgumentException e) {
      throw usage(e.getMessage());
    }
  }

  private List<Integer> chosenSizes() {
    List<Integer> chosen = sizes != null ? sizes : quick ? QUICK_SIZES : FULL_SIZES;
    for (int size : chosen) {
      if (size < MIN_SIZE || size > MAX_SIZE) {
        throw usage("a size is from " + MIN_SIZE + " to " + MAX_SIZE + ", not " + size);
      }
    }
    return chosen;
  }

  private CommandLine.ParameterException usage(@Nullable String message) {
    return new CommandLine.ParameterException(spec.commandLine(), String.valueOf(message));
  }

  private List<String> selected() {
    List<String> names = new ArrayList<>();
    for (DataType type : DataType.values()) {
      for (Measure measure : Measure.values()) {
        String name = type.id() + "." + measure.id();
        if (type.has(measure) && name.startsWith(only)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private void measure(DataType type, int size, Plant plant, long began, Report report) {
    Map<Library, Cell<?, ?>> cells = new EnumMap<>(Library.class);
    Map<Library, String> faults = new EnumMap<>(Library.class);
    for (Library library : Library.values()) {
      try {
        cells.put(library, type.cell(library, size));
      } catch (RuntimeException | OutOfMemoryError e) {
        faults.put(library, e.toString());
      }
    }
    for (Measure measure : Measure.values()) {
      String name = type.id() + "." + measure.id();
      if (type.has(measure) && name.startsWith(only)) {
        boolean late = quick && System.nanoTime() - began > QUICK_TURNS_NANOS;
        Timing timing = !quick ? Timing.FULL : late ? Timing.QUICK.onceOnly() : Timing.QUICK;
        Row row = row(type, measure, size, cells, new EnumMap<>(faults), plant, timing);
        count(row);
        report.row(row);
      }
    }
  }

  private Row row(
      DataType type,
      Measure measure,
      int size,
      Map<Library, Cell<?, ?>> cells,
      Map<Library, String> faults,
      Plant plant,
      Timing timing) {
    Map<Library, double[]> samples = new EnumMap<>(Library.class);
    List<Library> sane = new ArrayList<>();
    cells.forEach(
        (library, cell) -> {
          try {
            check(cell, measure, plant);
            sane.add(library);
            if (!measure.isTimed()) {
              samples.put(library, new double[] {cell.bytes(measure)});
            }
          } catch (SanityException e) {
            faults.put(library, e.getMessage());
            if (library == Library.REJOIN) {
              violations.add(type.id() + "." + e.getMessage());
            }
          } catch (RuntimeException | OutOfMemoryError e) {
            faults.put(library, e.toString());
          }
        });
    if (measure.isTimed()) {
      time(type, measure, size, sane, timing, samples, faults);
    }
    if (faults.containsKey(Library.REJOIN) && violations.isEmpty()) {
      failures.add(type.id() + "." + measure.id() + ": " + faults.get(Library.REJOIN));
    }
    double spread = samples.values().stream().mapToDouble(Timing::spread).max().orElse(0);
    String why = faults.isEmpty() ? null : faults.toString();
    return new Row(
        type.id() + "." + measure.id(),
        size,
        middle(samples.get(Library.REJOIN)),
        middle(samples.get(Library.PEKKO)),
        measure.unit(),
        why,
        spread,
        measure.isTimed() ? timing.rounds() : 1);
  }

  private static void check(Cell<?, ?> cell, Measure measure, Plant plant) {
    if (!measure.isTimed()) {
      cell.verifyBytes(measure);
      return;
    }
    IntFunction<Object> operation =
        plant.spoil(measure, cell.operation(measure), cell.idle(measure));
    cell.verify(measure, operation);
  }

  /** Both in turns; where that fails, each alone, so that one's fault does not hide the other. */
  private void time(
      DataType type,
      Measure measure,
      int size,
      List<Library> sane,
      Timing timing,
      Map<Library, double[]> samples,
      Map<Library, String> faults) {
    try {
      samples.putAll(timing.measure(sane, type, measure, size, err));
    } catch (RunnerException together) {
      for (Library library : sane) {
        try {
          samples.putAll(timing.measure(List.of(library), type, measure, size, err));
        } catch (RunnerException e) {
          faults.put(library, String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static @Nullable Double middle(double @Nullable [] samples) {
    return samples == null ? null : Timing.median(samples);
  }

  private void count(Row row) {
    rows++;
    Double ratio = row.ratio();
    if (ratio == null) {
      withoutPeer++;
    } else if (ratio >= 1) {
      ahead++;
    } else {
      behind++;
    }
  }

  private ObjectNode summary(Report report, String verdict, long nanos) {
    ObjectNode summary = report.newSummary("bench crdt");
    summary.put("verdict", verdict);
    summary.put("quick", quick);
    summary.put("rows", rows);
    summary.put("ahead", ahead);
    summary.put("behind", behind);
    summary.put("withoutPeer", withoutPeer);
    violations.forEach(summary.putArray("violations")::add);
    failures.forEach(summary.putArray("failures")::add);
    summary.put("seconds", Math.round(nanos / 1e8) / 10.0);
    summary.put("cores", Runtime.getRuntime().availableProcessors());
    summary.put("java", Runtime.version().toString());
    return summary;
  }
}
