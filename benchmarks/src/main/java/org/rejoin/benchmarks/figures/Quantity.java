package org.rejoin.benchmarks.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them: three digits, in the unit that suits. */
final class Quantity {
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final String[] TIMES = {"ns", "us", "ms", "s"};
  private static final String[] SIZES = {"B", "kB", "MB", "GB"};
  private static final double STEP = 1_000;

  private Quantity() {}

  static String of(double value, String unit) {
    return switch (unit) {
      case "ns" -> scaled(value, TIMES);
      case "B" -> scaled(value, SIZES);
      default -> digits(value) + " " + unit;
    };
  }

  private static String scaled(double value, String[] units) {
    double rest = value;
    int unit = 0;
    while (rest >= STEP && unit < units.length - 1) {
      rest /= STEP;
      unit++;
    }
    return digits(rest) + " " + units[unit];
  }

  static String digits(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(THREE_DIGITS).stripTrailingZeros();
    return rounded.scale() <= 0
        ? String.format(Locale.ROOT, "%,d", rounded.toBigInteger())
        : rounded.toPlainString();
  }
}
