package org.rejoin.benchmarks.harness;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openjdk.jmh.runner.RunnerException;

/** One contender's turn: all its measures, one after the other, in this JVM. */
public final class Turn {
  private Turn() {}

  /**
   * Builds, then measures each and hands over its result at once, so that what was found out is not
   * lost.
   */
  public static void run(
      Supplier<? extends Workload> workload,
      List<String> measures,
      Sampler sampler,
      Consumer<Result> results) {
    Workload ready;
    try {
      ready = workload.get();
    } catch (RuntimeException | OutOfMemoryError e) {
      measures.forEach(measure -> results.accept(failure(measure, e)));
      return;
    }
    for (String measure : measures) {
      results.accept(result(ready, measure, sampler));
    }
  }

  private static Result result(Workload workload, String measure, Sampler sampler) {
    try {
      List<Double> samples =
          workload.isTimed(measure)
              ? sampler.sample(workload.timed(measure))
              : List.of(workload.counted(measure));
      return Result.of(measure, samples);
    } catch (RuntimeException | RunnerException | OutOfMemoryError e) {
      return failure(measure, e);
    }
  }

  private static Result failure(String measure, Throwable thrown) {
    return thrown instanceof SanityException
        ? Result.failed(measure, String.valueOf(thrown.getMessage()), true)
        : Result.failed(measure, brief(thrown), false);
  }

  /** The innermost cause: JMH wraps what an operation throws. */
  private static String brief(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.toString();
  }
}
