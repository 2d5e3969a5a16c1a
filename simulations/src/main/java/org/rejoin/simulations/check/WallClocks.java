package org.rejoin.simulations.check;

import java.util.HashMap;
import java.util.Map;
import org.rejoin.simulations.world.Incarnation;

/** How far the wall clocks of a run were off true time whenever a node read its own. */
final class WallClocks {
  private final Map<String, Range> nodes = new HashMap<>();
  private final Range all = new Range();

  /** How far off a clock was: at least, at most, and at its last reading. */
  private static final class Range {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    long last;

    void add(long off) {
      low = Math.min(low, off);
      high = Math.max(high, off);
      last = off;
    }
  }

  void read(Incarnation incarnation, long nowNanos, long wallMillis) {
    long off = wallMillis - nowNanos / 1_000_000;
    all.add(off);
    nodes.computeIfAbsent(incarnation.name(), n -> new Range()).add(off);
  }

  /** The most that any reading so far was beyond any other, had they been taken at one moment. */
  long apartMillis() {
    return all.high - all.low;
  }

  /** What the node has just read. */
  long wallMillis(Incarnation incarnation, long nowNanos) {
    Range own = nodes.get(incarnation.name());
    return own == null ? 0 : own.last + nowNanos / 1_000_000;
  }

  /** By how much a node is off all that any other ever read; below 0 if it is among them. */
  long offMillis(Incarnation incarnation) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (Map.Entry<String, Range> node : nodes.entrySet()) {
      if (!node.getKey().equals(incarnation.name())) {
        low = Math.min(low, node.getValue().low);
        high = Math.max(high, node.getValue().high);
      }
    }
    Range own = nodes.get(incarnation.name());
    return own == null || low > high ? -1 : Math.max(low - own.last, own.last - high);
  }
}
