package org.rejoin.simulations.report;

import java.util.List;
import org.rejoin.simulations.check.RunResult;
import org.rejoin.simulations.check.Runner;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.world.Plants;

/** A run, what was recorded of it, and the story of its first violation. */
public record Explained(RunResult result, Trace trace, List<String> story) {
  private static final long SAMPLE_NANOS = 1_000_000_000;

  /** Copies the list. */
  public Explained {
    story = List.copyOf(story);
  }

  /** Runs a plan once and explains what came of it. */
  public static Explained run(Plan plan, Plants plants) {
    Recorder recorder = new Recorder(SAMPLE_NANOS, () -> false);
    RunResult result = Runner.run(plan, plants, recorder);
    Trace trace = recorder.trace();
    return new Explained(result, trace, Story.of(plan, trace));
  }
}
