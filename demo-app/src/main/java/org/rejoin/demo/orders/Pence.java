package org.rejoin.demo.orders;

import java.math.BigDecimal;
import java.util.Optional;

/** Prices in whole pence, exact: never through floating point. */
final class Pence {
  /** Highest price, either sign: ten million pounds. */
  static final long MAX = 1_000_000_000L;

  static final String EXPECTED =
      "a price in pounds with whole pence such as 2.55, at most 10000000.00 either way";

  private static final String FORM = "-?[0-9]{1,12}(\\.[0-9]{1,12})?";

  private Pence() {}

  /**
   * The price in pence; empty if {@code text} is none, or none in whole pence. Zeros after the
   * second decimal are fine, anything else there is refused: rounding it would lose money silently.
   */
  static Optional<Long> parse(String text) {
    if (!text.matches(FORM)) {
      return Optional.empty();
    }
    try {
      long pence = new BigDecimal(text).movePointRight(2).longValueExact();
      return Math.abs(pence) > MAX ? Optional.empty() : Optional.of(pence);
    } catch (ArithmeticException fractionOfPence) {
      return Optional.empty();
    }
  }
}
