package org.rejoin.antientropy.sketch;

/** In which way a difference is named once two fingerprints are not equal. */
public enum Tier {
  /** By the symbols that are kept, of all that is shared. */
  SKETCH,
  /** Scope by scope: fingerprints locate, symbols are coded on demand. */
  SCOPES,
  /** As a stream of all that one side has: too little is common. */
  BULK;

  /** The largest difference for which the symbols that are kept are asked. */
  public static final int MOST_OF_A_SKETCH = 2800;

  private static final double LEAST_SIMILARITY = 0.85;

  /**
   * The way for a difference of about {@code differing} items, of {@code mine} and {@code theirs}
   * in all. A few items are cheap by symbols however few are common.
   *
   * @throws IllegalArgumentException if a number of items is negative
   */
  public static Tier of(double differing, long mine, long theirs) {
    if (!(differing >= 0) || mine < 0 || theirs < 0) {
      throw new IllegalArgumentException(
          "a difference of " + differing + " items of " + mine + " and " + theirs);
    }
    if (differing <= MOST_OF_A_SKETCH) {
      return SKETCH;
    }
    double all = (double) mine + theirs;
    return (all - differing) / (all + differing) < LEAST_SIMILARITY ? BULK : SCOPES;
  }
}
