package org.rejoin.benchmarks.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Contenders in turns, A B A B, so that a machine that slows down slows all. What fails in a turn
 * is not tried in the next.
 */
public final class Contest {
  /** Runs one turn. */
  public interface Runner {
    /** One result for each measure; {@code round} counts from 0. */
    List<Result> turn(String contender, int round, List<String> measures);
  }

  private record Entry(String contender, String measure) {}

  private final Map<Entry, List<Double>> samples = new HashMap<>();
  private final Map<Entry, Result> faults = new HashMap<>();

  /** Gives each contender {@code rounds} turns over the measures that {@code measures} names. */
  public static Contest of(Map<String, List<String>> measures, int rounds, Runner runner) {
    Contest contest = new Contest();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, List<String>> each : measures.entrySet()) {
        contest.turn(each.getKey(), round, each.getValue(), runner);
      }
    }
    return contest;
  }

  private void turn(String contender, int round, List<String> measures, Runner runner) {
    List<String> open = new ArrayList<>(measures);
    open.removeIf(measure -> faults.containsKey(new Entry(contender, measure)));
    if (open.isEmpty()) {
      return;
    }
    for (Result result : runner.turn(contender, round, open)) {
      Entry entry = new Entry(contender, result.measure());
      if (result.fault() != null) {
        faults.put(entry, result);
      } else {
        samples.computeIfAbsent(entry, key -> new ArrayList<>()).addAll(result.samples());
      }
    }
  }

  /** What was seen, or null where a turn failed before any succeeded. */
  public @Nullable Samples samples(String contender, String measure) {
    List<Double> seen = samples.get(new Entry(contender, measure));
    return seen == null ? null : Samples.of(seen);
  }

  /** What went wrong, or null. */
  public @Nullable Result fault(String contender, String measure) {
    return faults.get(new Entry(contender, measure));
  }
}
