package org.rejoin.benchmarks.crdt;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link CrdtOperation} under JMH, the two libraries in turns (A B A B), so that a machine
 * that slows down slows both.
 *
 * @param rounds turns
 * @param forks JVMs a turn; 0 is this one, which is quick and lets one operation's profile colour
 *     the next
 * @param warmupMillis before each turn's measurement
 * @param iterations samples a turn
 * @param iterationMillis the length of each
 */
record Timing(int rounds, int forks, int warmupMillis, int iterations, int iterationMillis) {
  /** All of {@code --quick} in well under its 45 seconds. */
  static final Timing QUICK = new Timing(2, 0, 25, 2, 20);

  static final Timing FULL = new Timing(3, 1, 500, 3, 500);

  private static final int LIMIT_SECONDS = 120;

  Timing onceOnly() {
    return new Timing(1, forks, warmupMillis, iterations, iterationMillis);
  }

  /** Nanoseconds an operation, a sample an iteration, of each of {@code libraries}. */
  Map<Library, double[]> measure(
      List<Library> libraries, DataType type, Measure measure, int size, PrintStream log)
      throws RunnerException {
    Map<Library, List<Double>> samples = new EnumMap<>(Library.class);
    for (int round = 0; round < rounds; round++) {
      for (Library library : libraries) {
        samples
            .computeIfAbsent(library, key -> new ArrayList<>())
            .addAll(turn(library, type, measure, size, log));
      }
    }
    Map<Library, double[]> sorted = new EnumMap<>(Library.class);
    samples.forEach(
        (library, values) ->
            sorted.put(
                library, values.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
    return sorted;
  }

  private List<Double> turn(
      Library library, DataType type, Measure measure, int size, PrintStream log)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(CrdtOperation.class.getName() + ".run") + "$")
            .param("library", library.name())
            .param("type", type.name())
            .param("measure", measure.name())
            .param("size", Integer.toString(size))
            .forks(forks)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(warmupMillis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(iterationMillis))
            .timeUnit(TimeUnit.NANOSECONDS)
            .timeout(TimeValue.seconds(LIMIT_SECONDS))
            .shouldFailOnError(true)
            .build();
    var format = OutputFormatFactory.createFormatInstance(log, VerboseMode.SILENT);
    List<Double> samples = new ArrayList<>();
    for (RunResult result : new Runner(options, format).run()) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          samples.add(iteration.getPrimaryResult().getScore());
        }
      }
    }
    return samples;
  }

  /** The middle of sorted samples. */
  static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** (largest - smallest) / median. */
  static double spread(double[] sorted) {
    double median = median(sorted);
    return median == 0 ? 0 : (Arrays.stream(sorted).max().orElse(0) - sorted[0]) / median;
  }
}
