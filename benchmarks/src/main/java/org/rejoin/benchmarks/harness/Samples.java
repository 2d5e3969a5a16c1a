package org.rejoin.benchmarks.harness;

import java.util.List;

/**
 * What was seen of one figure.
 *
 * @param sorted ascending, never empty
 */
public record Samples(List<Double> sorted) {
  /** Sorts. */
  public Samples {
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("no samples");
    }
    sorted = sorted.stream().sorted().toList();
  }

  static Samples of(List<Double> samples) {
    return new Samples(samples);
  }

  /** The middle one. */
  public double median() {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** (largest - smallest) / median. */
  public double spread() {
    double median = median();
    return median == 0 ? 0 : (sorted.get(sorted.size() - 1) - sorted.get(0)) / median;
  }
}
