package org.rejoin.simulations.plan;

import org.rejoin.simulations.plan.PlanConfig.Core;
import org.rejoin.simulations.plan.PlanConfig.Phases;

/**
 * When clients ask: in warm-up and chaos, and in the core phase once its nodes have had the time to
 * agree, early enough to be answered before the heal. In the core phase they ask its nodes only.
 */
final class Calendar {
  private static final long MILLI = 1_000_000;

  /** Longest wait of a client in the core phase that is judged. */
  static final long LAST_ANSWER_MILLIS = 3000;

  private final Core core;
  private final long chaosEnd;
  private final long gap;
  private final long end;

  Calendar(PlanConfig config, Core core) {
    Phases phases = config.phases();
    this.core = core;
    this.chaosEnd = phases.chaosEndNanos();
    boolean isCore = !core.nodes().isEmpty();
    this.gap = isCore ? config.convergeWithinMillis() * MILLI : 0;
    this.end = isCore ? phases.healNanos() - LAST_ANSWER_MILLIS * MILLI : chaosEnd;
  }

  /** Virtual time of the moment when clients have had so much time. */
  long at(double nanos) {
    long at = (long) Math.min(nanos, 1e18);
    return at < chaosEnd ? at : at + gap;
  }

  /** Nothing is asked from then on. */
  long endNanos() {
    return Math.max(chaosEnd, end);
  }

  int node(long at, int drawn) {
    return at < chaosEnd ? drawn : core.nodes().get(drawn % core.nodes().size());
  }
}
