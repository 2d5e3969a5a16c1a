package org.rejoin.simulations.plan;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a frame travels. Never more than a minute.
 *
 * @param kind shape of the distribution
 * @param lowMicros constant: the time; uniform: the shortest; exponential, lognormal: the floor;
 *     Pareto: the shortest
 * @param highMicros uniform: the longest; exponential: the mean above the floor; lognormal: the
 *     median above the floor; else unused
 * @param shape lognormal: sigma; Pareto: alpha; else unused
 * @param points empirical: measured times in microseconds, sorted; else empty
 */
public record Latency(Kind kind, long lowMicros, long highMicros, double shape, List<Long> points) {
  private static final long MAX_MICROS = 60_000_000;
  private static final int MAX_POINTS = 10_000;
  private static final double MAX_SHAPE = 100;
  private static final String TIME = "(\\d+(?:\\.\\d+)?)\\s*(us|ms|s)";
  private static final String SHAPE = "(\\d+(?:\\.\\d+)?)";
  private static final String FROM = "(?:\\s+from\\s+" + TIME + ")?";
  private static final Pattern CONSTANT = Pattern.compile("(?:constant\\s+)?" + TIME);
  private static final Pattern UNIFORM = Pattern.compile("uniform\\s+" + TIME + "\\s+" + TIME);
  private static final Pattern EXPONENTIAL = Pattern.compile("exponential\\s+" + TIME + FROM);
  private static final Pattern LOGNORMAL =
      Pattern.compile("lognormal\\s+" + TIME + "\\s+sigma\\s+" + SHAPE + FROM);
  private static final Pattern PARETO =
      Pattern.compile("pareto\\s+" + TIME + "\\s+alpha\\s+" + SHAPE);
  private static final Pattern EMPIRICAL =
      Pattern.compile("empirical\\s+(" + TIME + "(?:\\s*,\\s*" + TIME + ")*)");
  private static final Pattern ONE = Pattern.compile(TIME);

  /** Shapes of the distribution. */
  public enum Kind {
    /** Always the same: links keep their order. */
    CONSTANT,
    /** Anything in a range. */
    UNIFORM,
    /** A floor and an exponential tail. */
    EXPONENTIAL,
    /** A floor and a lognormal body, as round trips in data centers have. */
    LOGNORMAL,
    /** A heavy tail: rare frames take very long. */
    PARETO,
    /** Anything between neighbouring measured times, each gap as likely as any other. */
    EMPIRICAL
  }

  /** Refuses negative times, times above a minute, and shapes that make no distribution. */
  public Latency {
    points = points.stream().sorted().toList();
    checkMicros(lowMicros);
    checkMicros(highMicros);
    points.forEach(Latency::checkMicros);
    boolean isShaped = kind == Kind.LOGNORMAL || kind == Kind.PARETO;
    if (!(shape >= 0 && shape <= MAX_SHAPE) || (isShaped && shape == 0)) {
      throw new IllegalArgumentException(
          "the shape of a latency is above 0, at most " + MAX_SHAPE + ", not " + shape);
    }
    if ((kind == Kind.EMPIRICAL) == points.isEmpty() || points.size() > MAX_POINTS) {
      throw new IllegalArgumentException(
          "an empirical latency has 1 to " + MAX_POINTS + " times, not " + points.size());
    }
  }

  /** A latency without shape and measured times. */
  public Latency(Kind kind, long lowMicros, long highMicros) {
    this(kind, lowMicros, highMicros, 0, List.of());
  }

  private static void checkMicros(long micros) {
    if (micros < 0 || micros > MAX_MICROS) {
      throw new IllegalArgumentException("a latency is from 0 to 60 s, not " + micros + " us");
    }
  }

  /**
   * Reads {@code 1 ms}, {@code uniform 1 ms 5 ms}, {@code exponential 2 ms from 300 us}, {@code
   * lognormal 2 ms sigma 0.5 from 1 ms}, {@code pareto 1 ms alpha 1.5} or {@code empirical 1 ms,
   * 1.2 ms, 9 ms}.
   */
  public static Latency parse(String text) {
    String trimmed = text.trim();
    Matcher m = CONSTANT.matcher(trimmed);
    if (m.matches()) {
      return new Latency(Kind.CONSTANT, micros(m, 1), 0);
    }
    m = UNIFORM.matcher(trimmed);
    if (m.matches()) {
      return new Latency(Kind.UNIFORM, micros(m, 1), micros(m, 3));
    }
    m = EXPONENTIAL.matcher(trimmed);
    if (m.matches()) {
      return new Latency(Kind.EXPONENTIAL, floor(m, 3), micros(m, 1));
    }
    m = LOGNORMAL.matcher(trimmed);
    if (m.matches()) {
      double sigma = Double.parseDouble(m.group(3));
      return new Latency(Kind.LOGNORMAL, floor(m, 4), micros(m, 1), sigma, List.of());
    }
    m = PARETO.matcher(trimmed);
    if (m.matches()) {
      double alpha = Double.parseDouble(m.group(3));
      return new Latency(Kind.PARETO, micros(m, 1), 0, alpha, List.of());
    }
    m = EMPIRICAL.matcher(trimmed);
    if (m.matches()) {
      List<Long> points = ONE.matcher(m.group(1)).results().map(Latency::micros).toList();
      return new Latency(Kind.EMPIRICAL, 0, 0, 0, points);
    }
    throw new IllegalArgumentException(
        "latency \""
            + text
            + "\": write 1 ms, uniform 1 ms 5 ms, exponential 2 ms from 300 us, lognormal 2 ms"
            + " sigma 0.5 from 1 ms, pareto 1 ms alpha 1.5 or empirical 1 ms, 1.2 ms, 9 ms");
  }

  private static long floor(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : micros(matcher, group);
  }

  private static long micros(Matcher matcher, int group) {
    return micros(matcher.group(group), matcher.group(group + 1));
  }

  private static long micros(java.util.regex.MatchResult match) {
    return micros(match.group(1), match.group(2));
  }

  private static long micros(String number, String unit) {
    String lower = unit.toLowerCase(Locale.ROOT);
    double factor = lower.equals("s") ? 1e6 : lower.equals("ms") ? 1e3 : 1;
    return Math.round(Double.parseDouble(number) * factor);
  }

  /** Nanoseconds for a number from 0 to below 1. */
  public long nanos(double unit) {
    double micros =
        switch (kind) {
          case CONSTANT -> lowMicros;
          case UNIFORM -> lowMicros + (highMicros - lowMicros) * unit;
          case EXPONENTIAL -> lowMicros - highMicros * StrictMath.log(1 - unit);
          case LOGNORMAL -> lowMicros + highMicros * StrictMath.exp(shape * Normal.quantile(unit));
          case PARETO -> lowMicros / StrictMath.pow(1 - unit, 1 / shape);
          case EMPIRICAL -> interpolated(unit);
        };
    return Math.max(0, Math.round(Math.min(micros, MAX_MICROS) * 1000));
  }

  private double interpolated(double unit) {
    double position = unit * (points.size() - 1);
    int below = (int) position;
    int above = Math.min(below + 1, points.size() - 1);
    return points.get(below) + (points.get(above) - points.get(below)) * (position - below);
  }
}
