package org.rejoin.simulations.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is judged, in a sentence each, and how often. */
final class Invariants {
  /** What to count in the tally of a run. */
  private static final List<String> STATES = List.of("Updated", "Deleted", "Joined");

  private static final List<String> UPDATES = List.of("Updated", "Deleted");

  private static final List<String> STABLE = List.of("Stable");

  private record Line(String words, Function<Counts, String> how) {}

  /** Of one run. */
  record Counts(Map<String, Long> traced, long acknowledged, boolean isRunTwice) {
    private long of(List<String> names) {
      return names.stream().mapToLong(name -> traced.getOrDefault(name, 0L)).sum();
    }
  }

  private static final Map<String, Line> ALL = new LinkedHashMap<>();

  static {
    ALL.put("I1", states("nodes that have seen the same hold the same"));
    ALL.put("I2", once("all nodes are equal some time after the heal"));
    ALL.put("I3", new Line("no acknowledged write is lost", c -> c.acknowledged + " answers"));
    ALL.put("I4", states("nothing removed comes back"));
    ALL.put("I5", updates("each update number and dot names one update"));
    ALL.put("I6", updates("nothing shows that no client asked for"));
    ALL.put("I7", states("each value is what the specification says"));
    ALL.put("I8", new Line("what a node holds only grows", c -> "at each look"));
    ALL.put("I9", new Line("the laws of joins hold of what is reached", c -> "at each look"));
    ALL.put("I10", once("with a token clients find again what they have seen"));
    ALL.put("I11", once("counters are the sum of what was acknowledged"));
    ALL.put("I12", updates("no bounded counter passes its bound"));
    ALL.put("I13", updates("stamps follow what they replace"));
    ALL.put("I14", new Line("the trees tell equal from different", c -> "at each look"));
    ALL.put("I15", once("removed things take no room for ever"));
    ALL.put("I16", new Line("what can be answered is, in time", c -> "each operation"));
    ALL.put("I17", new Line("no more is sent than there is to say", c -> "all frames"));
    ALL.put("I18", new Line("nothing damaged is taken", c -> "each frame and record"));
    ALL.put(
        "I19",
        new Line("the same plan gives the same run", c -> c.isRunTwice ? "once" : "not judged"));
    ALL.put(
        "I21", new Line("all members hold what is called stable", c -> c.of(STABLE) + " times"));
  }

  private Invariants() {}

  private static Line states(String words) {
    return new Line(words, counts -> counts.of(STATES) + " states");
  }

  private static Line updates(String words) {
    return new Line(words, counts -> counts.of(UPDATES) + " updates");
  }

  private static Line once(String words) {
    return new Line(words, counts -> "once");
  }

  /** A table, with those that broke marked. */
  static String table(Counts counts, List<String> violated, List<String> excused) {
    List<List<String>> rows =
        Stream.concat(
                ALL.keySet().stream(), violated.stream().filter(name -> !ALL.containsKey(name)))
            .map(name -> row(name, counts, violated, excused))
            .toList();
    return Html.table(List.of("", "invariant", "says", "judged"), rows);
  }

  private static List<String> row(
      String name, Counts counts, List<String> violated, List<String> excused) {
    Line line = ALL.getOrDefault(name, new Line("", c -> ""));
    String sign = violated.contains(name) ? "\u2717 broken" : "\u2713 held";
    String judged = line.how.apply(counts);
    if (excused.contains(name) || judged.equals("not judged")) {
      sign = "\u2013 excused";
    }
    return List.of(sign, name, line.words, judged);
  }
}
