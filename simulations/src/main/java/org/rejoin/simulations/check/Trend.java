package org.rejoin.simulations.check;

import java.util.List;

/**
 * A line through equally spaced values, by least squares.
 *
 * @param slope from one value to the next
 * @param error standard error of the slope
 */
record Trend(double slope, double error) {
  /** In standard errors: for ten values, one line in a thousand leaves it on its own. */
  private static final double BAND = 4.5;

  /** Of three values or more. */
  static Trend of(List<Double> values) {
    int n = values.size();
    if (n < 3) {
      throw new IllegalArgumentException("a trend of " + n + " values");
    }
    double middle = (n - 1) / 2.0;
    double mean = values.stream().mapToDouble(value -> value).average().orElse(0);
    double squares = 0;
    double products = 0;
    for (int i = 0; i < n; i++) {
      squares += (i - middle) * (i - middle);
      products += (i - middle) * (values.get(i) - mean);
    }
    double slope = products / squares;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double off = values.get(i) - mean - slope * (i - middle);
      rest += off * off;
    }
    return new Trend(slope, Math.sqrt(rest / (n - 2) / squares));
  }

  /** The lower end of its confidence band; 0 if that has 0 in it. */
  double surelyAtLeast() {
    return Math.max(0, slope - BAND * error);
  }
}
