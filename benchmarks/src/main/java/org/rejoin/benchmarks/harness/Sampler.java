package org.rejoin.benchmarks.harness;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Times an operation in this JVM: under JMH, warmed up, an average over each of several samples. An
 * operation that takes longer than a sample is called a few times and each call is a sample; one
 * that takes seconds is called once, and warmed up by its check alone.
 *
 * @param warmupMillis before the first sample
 * @param samples how many
 * @param sampleMillis the length of each
 */
public record Sampler(int warmupMillis, int samples, int sampleMillis) {
  private static final double ONCE_NANOS = 1e9;
  private static final int LIMIT_SECONDS = 120;

  /** For the command line of another JVM. */
  public String toText() {
    return warmupMillis + "," + samples + "," + sampleMillis;
  }

  /** What {@link #toText} gave. */
  public static Sampler ofText(String text) {
    String[] parts = text.split(",", -1);
    return new Sampler(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** Nanoseconds a unit of work. */
  List<Double> sample(Timed timed) throws RunnerException {
    List<Double> all = nanosOf(timed.operation());
    IntFunction<Object> baseline = timed.baseline();
    double less = baseline == null ? 0 : Samples.of(nanosOf(baseline)).median();
    // Two figures that are almost equal may come out the wrong way round: no cost is below zero.
    return all.stream().map(nanos -> Math.max(0, nanos - less) / timed.divisor()).toList();
  }

  private List<Double> nanosOf(IntFunction<Object> operation) throws RunnerException {
    long began = System.nanoTime();
    Object result = operation.apply(0);
    double once = System.nanoTime() - began;
    if (result == null) {
      throw new IllegalStateException("an operation gave nothing");
    }
    if (once > ONCE_NANOS) {
      return List.of(once);
    }
    JmhOperation.NEXT.set(operation);
    try {
      return run(options(once));
    } finally {
      JmhOperation.NEXT.set(null);
    }
  }

  private ChainedOptionsBuilder options(double onceNanos) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(JmhOperation.class.getName() + ".run") + "$")
            .forks(0)
            .warmupIterations(1)
            .measurementIterations(samples)
            .timeUnit(TimeUnit.NANOSECONDS)
            .timeout(TimeValue.seconds(LIMIT_SECONDS))
            .shouldFailOnError(true);
    if (onceNanos > sampleMillis * 1e6 && onceNanos > warmupMillis * 1e6) {
      return options.mode(Mode.SingleShotTime).measurementIterations(Math.min(samples, 2));
    }
    return options
        .mode(Mode.AverageTime)
        .warmupTime(TimeValue.milliseconds(warmupMillis))
        .measurementTime(TimeValue.milliseconds(sampleMillis));
  }

  private static List<Double> run(ChainedOptionsBuilder options) throws RunnerException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    OutputFormat format = OutputFormatFactory.createFormatInstance(nowhere, VerboseMode.SILENT);
    List<Double> samples = new ArrayList<>();
    for (RunResult result : new Runner(options.build(), format).run()) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        for (IterationResult iteration : fork.getIterationResults()) {
          samples.add(iteration.getPrimaryResult().getScore());
        }
      }
    }
    return samples;
  }
}
