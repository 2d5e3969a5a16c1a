package org.rejoin.simulations.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.simulations.world.Incarnation;

/** What was found. Keeps the first few of each run in words, and which invariants broke. */
final class Violations {
  static final long NO_OP = -1;

  private static final int MAX_WORDS = 20;
  private final TreeSet<String> invariants = new TreeSet<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final List<String> excused;
  private final Watch watch;
  private long nowNanos;
  private @Nullable KeyRef key;
  private @Nullable Incarnation node;
  private long op = NO_OP;

  /** Some invariants are not judged. */
  Violations(List<String> excused, Watch watch) {
    this.excused = excused;
    this.watch = watch;
  }

  /** A new moment; what is found next is about nothing in particular. */
  void now(long nanos) {
    nowNanos = nanos;
    about(null, null, NO_OP);
  }

  /** What is found next is about these. */
  void about(@Nullable KeyRef itsKey, @Nullable Incarnation itsNode, long itsOp) {
    key = itsKey;
    node = itsNode;
    op = itsOp;
  }

  /** An invariant is broken. */
  void add(String invariant, String what) {
    if (excused.contains(invariant)) {
      return;
    }
    invariants.add(invariant);
    List<String> nodes = node == null ? List.of() : List.of(node.toString());
    watch.violated(new Violation(invariant, nowNanos, what, key, nodes, op));
    if (words.size() < MAX_WORDS) {
      words.add(String.format(Locale.ROOT, "%s at %.6f s: %s", invariant, nowNanos / 1e9, what));
    }
  }

  /** A machine threw. */
  void threw(Incarnation incarnation, String input, RuntimeException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String at = trace.length > 0 ? " at " + trace[0] : "";
    about(null, incarnation, NO_OP);
    add("engine-error", incarnation + " threw on " + input + ": " + failure + at);
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
