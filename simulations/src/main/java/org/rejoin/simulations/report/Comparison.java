package org.rejoin.simulations.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;

/**
 * Where two runs part: the hashes of both are kept each 10 000 events; then the events between the
 * last equal and the first different one are compared one by one.
 */
public final class Comparison {
  /** Events between two hashes that are kept. */
  public static final int INTERVAL = 10_000;

  private Comparison() {}

  /** One side: a plan, and with or without a planted bug. */
  public record Side(Plan plan, Plants plants) {}

  /**
   * What happened in one event.
   *
   * @param number of the event; 0 if this side had ended before
   * @param hash of all up to here
   * @param lines what machines took and wanted
   */
  public record Step(long number, long atNanos, String hash, List<String> lines) {
    static final Step ENDED = new Step(0, 0, "", List.of("the run is over"));

    /** Copies the list. */
    public Step {
      lines = List.copyOf(lines);
    }
  }

  /** The first step in which two runs differ. */
  public record Difference(Step a, Step b) {}

  /** The first difference of two runs; empty if they are one and the same. */
  public static Optional<Difference> of(Side a, Side b) {
    return of(a, b, INTERVAL);
  }

  /** The same with hashes each {@code interval} events. */
  static Optional<Difference> of(Side a, Side b, int interval) {
    List<String> hashesA = checkpoints(a, interval);
    List<String> hashesB = checkpoints(b, interval);
    if (hashesA.equals(hashesB)) {
      return Optional.empty();
    }
    int same = 0;
    int both = Math.min(hashesA.size(), hashesB.size());
    while (same < both && hashesA.get(same).equals(hashesB.get(same))) {
      same++;
    }
    for (int from = Math.min(same, both - 1); from > 0; from--) {
      Optional<Difference> found = within(a, b, (long) from * interval, interval);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.of(within(a, b, 0, interval).orElse(new Difference(Step.ENDED, Step.ENDED)));
  }

  /** The hashes at each interval, and the last. */
  private static List<String> checkpoints(Side side, int interval) {
    Steps steps = new Steps(0, 0, interval);
    Runner.run(side.plan, side.plants, steps);
    return steps.checkpoints();
  }

  /** Empty if both differ before that event already, as they do if chance is at work. */
  private static Optional<Difference> within(Side a, Side b, long after, int interval) {
    Steps inA = new Steps(after, interval, interval);
    Steps inB = new Steps(after, interval, interval);
    Runner.run(a.plan, a.plants, inA);
    Runner.run(b.plan, b.plants, inB);
    List<Step> stepsA = new ArrayList<>(inA.steps());
    List<Step> stepsB = new ArrayList<>(inB.steps());
    stepsA.add(Step.ENDED);
    stepsB.add(Step.ENDED);
    for (int i = 0; i < Math.min(stepsA.size(), stepsB.size()); i++) {
      boolean isSame = stepsA.get(i).hash().equals(stepsB.get(i).hash());
      if (!isSame) {
        return after > 0 && i == 0
            ? Optional.empty()
            : Optional.of(new Difference(stepsA.get(i), stepsB.get(i)));
      }
    }
    return Optional.empty();
  }
}
