package org.rejoin.simulations.swarm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.simulations.check.Verdict;

/** Sums of a campaign. Not thread-safe. */
public final class Totals {
  private final Ledger ledger = new Ledger();
  private final TreeMap<Integer, Long> nodes = new TreeMap<>();
  private final TreeMap<Integer, Long> ops = new TreeMap<>();
  private final TreeMap<Integer, Long> faults = new TreeMap<>();
  private final Map<String, Map<String, Long>> byTag = new TreeMap<>();
  private long runs;
  private long counted;
  private long violations;
  private long unknown;
  private long events;
  private double virtualSeconds;

  /** Nothing was run. */
  public Totals() {}

  /** Takes in a run. */
  public void add(Outcome outcome) {
    runs++;
    counted += outcome.counts() ? 1 : 0;
    violations += outcome.isBad() ? 1 : 0;
    unknown += outcome.result().verdict() == Verdict.UNKNOWN ? 1 : 0;
    events += outcome.result().events();
    virtualSeconds += outcome.result().virtualSeconds();
    nodes.merge(outcome.plan().config().nodes().size(), 1L, Long::sum);
    ops.merge(outcome.plan().ops().size(), 1L, Long::sum);
    faults.merge(outcome.plan().faults().size(), 1L, Long::sum);
    ledger.add(outcome);
    for (String tag : outcome.tags()) {
      Map<String, Long> row = byTag.computeIfAbsent(tag, t -> new LinkedHashMap<>());
      row.merge("runs", 1L, Long::sum);
      row.merge("violations", outcome.isBad() ? 1L : 0L, Long::sum);
    }
  }

  /** Runs so far. */
  public long runs() {
    return runs;
  }

  /** Runs in which an invariant broke. */
  public long violations() {
    return violations;
  }

  /** Runs that could not be judged. */
  public long unknown() {
    return unknown;
  }

  /** Virtual time of all runs. */
  public double virtualSeconds() {
    return virtualSeconds;
  }

  /** What was reached. */
  public Ledger ledger() {
    return ledger;
  }

  /** The fields of the summary, in the order in which it has them. */
  public Map<String, Object> summary(double wallSeconds) {
    double seconds = Math.max(wallSeconds, 1e-3);
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("runs", runs);
    summary.put("counted", counted);
    summary.put("violations", violations);
    summary.put("unknown", unknown);
    summary.put("medianNodes", median(nodes));
    summary.put("medianOps", median(ops));
    summary.put("medianFaults", median(faults));
    summary.put("virtualSeconds", Math.round(virtualSeconds * 10) / 10.0);
    summary.put("events", events);
    summary.put("eventsPerSecond", Math.round(events / seconds));
    summary.put("runsPerSecond", Math.round(runs / seconds * 100) / 100.0);
    summary.put("wallSeconds", Math.round(wallSeconds * 1000) / 1000.0);
    summary.put("ledger", ledger.counts());
    summary.put("notReached", ledger.unreached());
    summary.put("byTag", byTag);
    return summary;
  }

  private int median(Map<Integer, Long> histogram) {
    long left = (runs + 1) / 2;
    for (Map.Entry<Integer, Long> entry : histogram.entrySet()) {
      left -= entry.getValue();
      if (left <= 0) {
        return entry.getKey();
      }
    }
    return 0;
  }
}
