package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** What was found. Keeps the first few of each run in words, and which invariants broke. */
final class Violations {
  private static final int MAX_WORDS = 20;
  private final TreeSet<String> invariants = new TreeSet<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> excused;
  private long nowNanos;

  /** Some invariants are not judged. */
  Violations(List<String> excused) {
    this.excused = excused;
  }

  void now(long nanos) {
    nowNanos = nanos;
  }

  /** An invariant is broken. */
  void add(String invariant, String what) {
    if (excused.contains(invariant)) {
      return;
    }
    invariants.add(invariant);
    if (words.size() < MAX_WORDS) {
      words.add(String.format(Locale.ROOT, "%s at %.6f s: %s", invariant, nowNanos / 1e9, what));
    }
  }

  /** Something could not be judged. */
  void unknown(String why) {
    unknown.add(why);
  }

  boolean has(String invariant) {
    return invariants.contains(invariant);
  }

  List<String> invariants() {
    return List.copyOf(invariants);
  }

  List<String> words() {
    return List.copyOf(words);
  }

  List<String> unknowns() {
    return List.copyOf(unknown);
  }
}
