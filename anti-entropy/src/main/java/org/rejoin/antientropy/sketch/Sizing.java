package org.rejoin.antientropy.sketch;

/**
 * How many items differ, and how many symbols that takes. Stateless; the same on every JVM.
 *
 * <p>A difference of D items takes f(D) symbols on average, 1.35 D for large D and at most 1.77 D
 * (at 4), which is 3 % above the curve that is published for this code (Yang et al., SIGCOMM 2024,
 * section 6.1). Two estimates of D come for nothing or nearly so: the counts of the first symbols,
 * whose differences scatter with D, and {@link ShardMap}, which counts cells of shards that differ.
 */
public final class Sizing {
  /** Symbols that ride on the answer to a greeting, before anything is known of D. */
  public static final int FIRST_SYMBOLS = 12;

  private static final double[][] MEAN_SYMBOLS = {
    {0, 1}, {1, 1}, {2, 3.2}, {4, 7.1}, {20, 33}, {200, 282}, {2_000, 2_728}, {20_000, 27_071}
  };

  private static final double MARGIN = 1.12;
  private static final double MARGIN_ROOTS = 1.8;

  /** Of few items, whose further symbols are few too. */
  private static final double LESS = 3;

  private static final double NEIGHBOURS = 3;
  private static final int LEAST_WINDOW = 12;
  private static final int WINDOW_SHARE = 8;

  /** Symbol 0 counts all items, so that its difference is known and does not scatter. */
  private static final int SCATTERED = FIRST_SYMBOLS - 1;

  private Sizing() {}

  /** The mean number of symbols, f(D), that a difference of {@code differing} items takes. */
  public static double expectedSymbols(double differing) {
    requireDifference(differing);
    int above = 1;
    while (above < MEAN_SYMBOLS.length - 1 && MEAN_SYMBOLS[above][0] < differing) {
      above++;
    }
    double[] from = MEAN_SYMBOLS[above - 1];
    double[] to = MEAN_SYMBOLS[above];
    return from[1] + (differing - from[0]) * (to[1] - from[1]) / (to[0] - from[0]);
  }

  /** How many symbols are asked for at first: enough for most, whatever the estimate is off. */
  public static int firstRequest(double differing) {
    double margin = MARGIN_ROOTS * Math.sqrt(differing) - LESS;
    double symbols = MARGIN * expectedSymbols(differing) + Math.max(0, margin);
    return (int) Math.min(Symbols.MAX_INDEX, Math.ceil(symbols));
  }

  /** How many more symbols are asked for when those received do not tell. */
  public static int nextWindow(int received) {
    if (received < 0) {
      throw new IllegalArgumentException(received + " symbols received");
    }
    return Math.max(LEAST_WINDOW, received / WINDOW_SHARE);
  }

  /**
   * D by the scatter of counts: each item that differs is in symbol i with probability p, so that
   * its count differs by p times the whole count difference, with variance p (1 - p) D. Deviation:
   * sqrt(2/11) D. Counts are mod 256, so that it tells no more than "large" above 10 000.
   *
   * @param difference of both sides' first {@link #FIRST_SYMBOLS} symbols or more
   * @param countDifference my number of items less theirs
   */
  public static double fromCounts(Symbols difference, long countDifference) {
    if (difference.from() != 0 || difference.size() < FIRST_SYMBOLS) {
      throw new IllegalArgumentException(
          difference + " where the first " + FIRST_SYMBOLS + " are needed");
    }
    double sum = 0;
    for (int index = 1; index <= SCATTERED; index++) {
      double p = Mapping.probability(index);
      double off = Math.IEEEremainder(difference.count(index) - p * countDifference, 256);
      sum += off * off / (p * (1 - p));
    }
    return atLeast(sum / SCATTERED, countDifference);
  }

  /**
   * D by both. The shard map gives the number of keys that differ: of m cells with a share q of
   * those that differ showing, d = -m ln(1 - shown/(q m)); and D = 2d - |count difference|: a key
   * that one side lacks is one item of the difference, any other is two. Each estimate has the
   * weight of its inverse variance, relative to its square. Neighbours share cells and so are taken
   * for few: where counts tell of hundreds, more than three times as many, they are believed alone.
   *
   * @param differing how many cells of the maps differ
   * @param fromCounts what {@link #fromCounts} gave
   * @param countDifference my number of items less theirs
   */
  static double combined(
      ShardMap.Scale scale, int differing, double fromCounts, long countDifference) {
    int cells = scale.cells();
    if (differing < 0 || differing > cells) {
      throw new IllegalArgumentException(differing + " of " + cells + " cells differ");
    }
    requireDifference(fromCounts);
    if (differing == 0) {
      return atLeast(fromCounts, countDifference);
    }
    // By chance as many show when all cells are touched: "large" is all that it tells.
    double most = scale.share() * cells;
    double untouched = 1 - Math.min(differing, most - 1) / most;
    double load = -StrictMath.log(untouched);
    double fromMap =
        atLeast(2 * cells * load - Math.abs((double) countDifference), countDifference);
    if (scale == ShardMap.Scale.FINE && fromCounts > NEIGHBOURS * fromMap) {
      return atLeast(fromCounts, countDifference);
    }
    double touched = 1 - untouched;
    double spread = (touched / scale.share() - touched * touched) / (untouched * untouched) - load;
    double mapWeight = fromMap * fromMap / (4 * cells * spread);
    double countWeight = SCATTERED / 2.0;
    double mean = (mapWeight * fromMap + countWeight * fromCounts) / (mapWeight + countWeight);
    return atLeast(mean, countDifference);
  }

  private static double atLeast(double estimate, long countDifference) {
    return Math.max(Math.max(1, estimate), Math.abs((double) countDifference));
  }

  private static void requireDifference(double differing) {
    if (!(differing >= 0)) {
      throw new IllegalArgumentException("a difference of " + differing + " items");
    }
  }
}
