package org.rejoin.simulations.plan;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.util.concurrent.TimeUnit;

/** A time that is drawn from a range, both ends included. */
record Span(long lowMillis, long highMillis) {
  Span {
    if (lowMillis < 0 || highMillis < lowMillis) {
      throw new IllegalArgumentException(
          "a range from " + lowMillis + " ms to " + highMillis + " ms");
    }
  }

  /** Reads {@code 2 s} or {@code 2 s .. 5 s}. */
  static Span parse(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      long millis = millis(text);
      return new Span(millis, millis);
    }
    return new Span(millis(text.substring(0, dots)), millis(text.substring(dots + 2)));
  }

  private static long millis(String text) {
    try {
      return ConfigFactory.parseString("t = \"" + text.replace("\"", "") + "\"")
          .getDuration("t", TimeUnit.MILLISECONDS);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a time such as 2 s", e);
    }
  }

  /** A time of the range, in nanoseconds, for a number from 0 to below 1. */
  long nanos(double unit) {
    return Math.round((lowMillis + (highMillis - lowMillis) * unit) * 1e6);
  }
}
