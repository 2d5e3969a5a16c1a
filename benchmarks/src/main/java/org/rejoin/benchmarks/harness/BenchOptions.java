package org.rejoin.benchmarks.harness;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the measuring commands share. */
public final class BenchOptions {
  private static final List<Integer> QUICK_SIZES = List.of(10, 1_000);
  private static final List<Integer> FULL_SIZES = List.of(10, 1_000, 100_000, 1_000_000);
  private static final int MIN_SIZE = 3;
  private static final int MAX_SIZE = 5_000_000;
  private static final int MAX_RUNS = 100;
  private static final int MAX_MILLIS = 60_000;

  private static final int QUICK_WARMUP_MILLIS = 8;
  private static final int QUICK_SAMPLE_MILLIS = 8;
  private static final int FULL_WARMUP_MILLIS = 800;
  private static final int FULL_SAMPLE_MILLIS = 80;

  /** Above this size a JVM gets more heap. */
  private static final int LARGE = 200_000;

  private static final int HEAP_MEGABYTES = 2_048;
  private static final int LARGE_HEAP_MEGABYTES = 8_192;

  @Option(names = "--quick", description = "Short and in one process: ends within 45 seconds.")
  private boolean quick;

  @Option(names = "--json", description = "JSON Lines on standard output, and nothing else.")
  private boolean json;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      description = "Sizes to measure at; else 10 and 1000, in full also 100000 and 1000000.")
  private @Nullable List<Integer> sizes;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Turns of each contender; else 3, each in a JVM of its own, or 2 if quick.")
  private int runs;

  @Option(
      names = "--sample-millis",
      paramLabel = "MS",
      description = "The length of one sample, three a turn; else 80, or 8 if quick.")
  private int sampleMillis;

  @Option(
      names = "--limit-seconds",
      paramLabel = "S",
      defaultValue = "90",
      description = "Ends a JVM after that long; what it has not measured has no figure.")
  private int limitSeconds;

  /** For picocli. */
  public BenchOptions() {}

  /** Throws {@link IllegalArgumentException} that names what is out of range. */
  public void check() {
    for (int size : sizes()) {
      inRange("a size", size, MIN_SIZE, MAX_SIZE);
    }
    inRange("--runs", runs(), 1, MAX_RUNS);
    inRange("--sample-millis", sampler().sampleMillis(), 1, MAX_MILLIS);
    inRange("--limit-seconds", limitSeconds, 1, MAX_MILLIS);
  }

  private static void inRange(String what, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          what + " is from " + low + " to " + high + ", not " + value);
    }
  }

  /** Short, in this JVM. */
  public boolean isQuick() {
    return quick;
  }

  /** JSON Lines. */
  public boolean isJson() {
    return json;
  }

  /** In the order given. */
  public List<Integer> sizes() {
    return sizes != null ? sizes : quick ? QUICK_SIZES : FULL_SIZES;
  }

  /** Turns of each contender. */
  public int runs() {
    return runs != 0 ? runs : quick ? 2 : 3;
  }

  /** How a turn times its operations. */
  public Sampler sampler() {
    int length =
        sampleMillis != 0 ? sampleMillis : quick ? QUICK_SAMPLE_MILLIS : FULL_SAMPLE_MILLIS;
    int warmup = quick ? QUICK_WARMUP_MILLIS : FULL_WARMUP_MILLIS;
    return new Sampler(Math.min(warmup, 10 * length), quick ? 2 : 3, length);
  }

  /** How a JVM for a turn at that size is started. */
  public Fork fork(Class<?> main, int size) {
    int heap = size > LARGE ? LARGE_HEAP_MEGABYTES : HEAP_MEGABYTES;
    return new Fork(main, heap, Duration.ofSeconds(limitSeconds));
  }
}
