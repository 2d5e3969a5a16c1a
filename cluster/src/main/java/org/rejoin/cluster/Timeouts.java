package org.rejoin.cluster;

import java.time.Duration;

/** Bounds of what a caller may wait for. */
final class Timeouts {
  /** Local operations answer within their step; this only bounds a stuck node. */
  static final Duration LOCAL = Duration.ofSeconds(10);

  private static final Duration MAX = Duration.ofHours(1);

  private Timeouts() {}

  static void check(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(MAX) > 0) {
      throw new IllegalArgumentException(
          "a timeout must be above 0 and at most 1 h, not " + timeout);
    }
  }
}
