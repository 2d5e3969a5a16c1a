package org.rejoin.crdt.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.rejoin.crdt.Dot;

/** Sets of dots as ascending lists without repetition. */
final class Dots {
  private Dots() {}

  static boolean contains(List<Dot> dots, Dot dot) {
    return dots.size() == 1 ? dots.get(0).equals(dot) : Collections.binarySearch(dots, dot) >= 0;
  }

  /** Those of {@code dots} that are in {@code wanted}. */
  static List<Dot> in(List<Dot> dots, List<Dot> wanted) {
    return filter(dots, wanted, true);
  }

  /** Those of {@code dots} that are not in {@code unwanted}. */
  static List<Dot> notIn(List<Dot> dots, List<Dot> unwanted) {
    return filter(dots, unwanted, false);
  }

  private static List<Dot> filter(List<Dot> dots, List<Dot> others, boolean wanted) {
    if (dots.size() == 1) {
      return contains(others, dots.get(0)) == wanted ? dots : List.of();
    }
    List<Dot> kept = new ArrayList<>(dots.size());
    for (Dot dot : dots) {
      if (contains(others, dot) == wanted) {
        kept.add(dot);
      }
    }
    return kept;
  }

  static List<Dot> merge(List<Dot> a, List<Dot> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    List<Dot> all = new ArrayList<>(a.size() + b.size());
    all.addAll(a);
    for (Dot dot : b) {
      if (!contains(a, dot)) {
        all.add(dot);
      }
    }
    all.sort(null);
    return all;
  }

  /** Sorts a list that is the caller's own. */
  static List<Dot> sorted(List<Dot> dots) {
    if (dots.size() > 1) {
      dots.sort(null);
    }
    return dots;
  }
}
