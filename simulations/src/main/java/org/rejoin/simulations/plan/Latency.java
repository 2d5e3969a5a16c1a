package org.rejoin.simulations.plan;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a frame travels.
 *
 * @param kind shape of the distribution
 * @param lowMicros constant: the time; uniform: the shortest; exponential: the floor
 * @param highMicros uniform: the longest; exponential: the mean above the floor; constant: unused
 */
public record Latency(Kind kind, long lowMicros, long highMicros) {
  private static final long MAX_MICROS = 60_000_000;
  private static final String TIME = "(\\d+(?:\\.\\d+)?)\\s*(us|ms|s)";
  private static final Pattern CONSTANT = Pattern.compile("(?:constant\\s+)?" + TIME);
  private static final Pattern UNIFORM = Pattern.compile("uniform\\s+" + TIME + "\\s+" + TIME);
  private static final Pattern EXPONENTIAL =
      Pattern.compile("exponential\\s+" + TIME + "(?:\\s+from\\s+" + TIME + ")?");

  /** Shapes of the distribution. */
  public enum Kind {
    /** Always the same: links keep their order. */
    CONSTANT,
    /** Anything in a range. */
    UNIFORM,
    /** A floor and an exponential tail. */
    EXPONENTIAL
  }

  /** Refuses negative times, and times above a minute. */
  public Latency {
    if (lowMicros < 0 || highMicros < 0 || Math.max(lowMicros, highMicros) > MAX_MICROS) {
      throw new IllegalArgumentException(
          "a latency is from 0 to 60 s, not " + lowMicros + " us or " + highMicros + " us");
    }
  }

  /** Reads {@code 1 ms}, {@code uniform 1 ms 5 ms} or {@code exponential 2 ms from 300 us}. */
  public static Latency parse(String text) {
    String trimmed = text.trim();
    Matcher constant = CONSTANT.matcher(trimmed);
    if (constant.matches()) {
      return new Latency(Kind.CONSTANT, micros(constant, 1), 0);
    }
    Matcher uniform = UNIFORM.matcher(trimmed);
    if (uniform.matches()) {
      return new Latency(Kind.UNIFORM, micros(uniform, 1), micros(uniform, 3));
    }
    Matcher exponential = EXPONENTIAL.matcher(trimmed);
    if (exponential.matches()) {
      long floor = exponential.group(3) == null ? 0 : micros(exponential, 3);
      return new Latency(Kind.EXPONENTIAL, floor, micros(exponential, 1));
    }
    throw new IllegalArgumentException(
        "latency \"" + text + "\": write 1 ms, uniform 1 ms 5 ms or exponential 2 ms from 300 us");
  }

  private static long micros(Matcher matcher, int group) {
    double number = Double.parseDouble(matcher.group(group));
    String unit = matcher.group(group + 1).toLowerCase(Locale.ROOT);
    double factor = unit.equals("s") ? 1e6 : unit.equals("ms") ? 1e3 : 1;
    return Math.round(number * factor);
  }

  /** Nanoseconds for a number from 0 to below 1. */
  public long nanos(double unit) {
    double micros =
        switch (kind) {
          case CONSTANT -> lowMicros;
          case UNIFORM -> lowMicros + (highMicros - lowMicros) * unit;
          case EXPONENTIAL -> lowMicros - highMicros * StrictMath.log(1 - unit);
        };
    return Math.max(0, Math.round(micros * 1000));
  }
}
