package org.rejoin.simulations.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves out of lists. */
final class Lists {
  private Lists() {}

  /**
   * Leaves out as much as can be: all, then halves, quarters, down to single ones.
   *
   * @param isStillGood whether the rest would do; asked for each rest, and keeps the last that did
   */
  static <T> void leaveOut(List<T> all, Predicate<List<T>> isStillGood) {
    List<T> left = all;
    for (int chunk = left.size(); chunk > 0; chunk /= 2) {
      int from = Math.max(0, left.size() - chunk);
      while (from >= 0 && !left.isEmpty()) {
        List<T> rest = without(left, from, Math.min(left.size(), from + chunk));
        if (rest.size() < left.size() && isStillGood.test(rest)) {
          left = rest;
        }
        from = from == 0 ? -1 : Math.max(0, from - chunk);
      }
    }
  }

  private static <T> List<T> without(List<T> list, int from, int to) {
    List<T> rest = new ArrayList<>(list.subList(0, from));
    rest.addAll(list.subList(to, list.size()));
    return rest;
  }
}
