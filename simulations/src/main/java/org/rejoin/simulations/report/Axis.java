package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Where moments of virtual time stand on a page. Between two moments in which something happens it
 * is linear; long gaps are shortened, short ones widened, so that all can be told apart.
 */
final class Axis {
  private static final double MIN_PIXELS = 5;
  private static final double TYPICAL_PIXELS = 16;
  private static final double MAX_PIXELS = 56;
  private final TreeMap<Long, Double> places = new TreeMap<>();

  Axis(SortedSet<Long> moments, double left) {
    List<Long> gaps = new ArrayList<>();
    long before = moments.isEmpty() ? 0 : moments.first();
    for (long moment : moments) {
      gaps.add(moment - before);
      before = moment;
    }
    List<Long> sorted = new ArrayList<>(gaps);
    sorted.sort(null);
    double typical = sorted.isEmpty() ? 1 : Math.max(1, sorted.get(sorted.size() / 2));
    double at = left;
    int i = 0;
    for (long moment : moments) {
      double wide = gaps.get(i++) / typical * TYPICAL_PIXELS;
      at += i == 1 ? 0 : Math.min(MAX_PIXELS, Math.max(MIN_PIXELS, wide));
      places.put(moment, at);
    }
  }

  double x(long moment) {
    var before = places.floorEntry(moment);
    var after = places.ceilingEntry(moment);
    if (before == null || after == null) {
      var edge = before == null ? after : before;
      return edge == null ? 0 : edge.getValue();
    }
    if (before.getKey().equals(after.getKey())) {
      return before.getValue();
    }
    double part = (double) (moment - before.getKey()) / (after.getKey() - before.getKey());
    return before.getValue() + part * (after.getValue() - before.getValue());
  }

  double width() {
    return places.isEmpty() ? 0 : places.lastEntry().getValue();
  }

  /** Moments that stand far enough apart for a label each. */
  List<Long> ticks(double apart) {
    List<Long> ticks = new ArrayList<>();
    double last = -apart;
    for (var place : places.entrySet()) {
      if (place.getValue() - last >= apart) {
        ticks.add(place.getKey());
        last = place.getValue();
      }
    }
    return ticks;
  }
}
