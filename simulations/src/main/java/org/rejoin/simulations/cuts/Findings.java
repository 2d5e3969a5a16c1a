package org.rejoin.simulations.cuts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run showed: what broke, in words, and how often what happened. */
final class Findings {
  private static final int MAX_WORDS = 20;
  private final TreeSet<String> violated = new TreeSet<>();
  private final List<String> words = new ArrayList<>();
  private final Map<String, Long> counted = new TreeMap<>();

  void violate(long nowNanos, String invariant, String what) {
    violated.add(invariant);
    say(String.format(Locale.ROOT, "%s at %.3f s: %s", invariant, nowNanos / 1e9, what));
  }

  void say(String word) {
    if (words.size() < MAX_WORDS) {
      words.add(word);
    }
  }

  void count(String what, long times) {
    counted.merge(what, times, Long::sum);
  }

  boolean isClean() {
    return violated.isEmpty();
  }

  List<String> violated() {
    return List.copyOf(violated);
  }

  List<String> words() {
    return List.copyOf(words);
  }

  Map<String, Long> counted() {
    return counted;
  }
}
