package org.rejoin.simulations.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.engine.Traffic;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/**
 * I17, its part about retries: frames of deltas from one node to another are no more than some for
 * each operation and some for each retransmission interval. Judged at the end; not where the plan
 * has the engine retry on a whim. Nor does more wait for an acknowledgement than a buffer may hold.
 */
final class Resends implements Checker {
  private static final long AT_FIRST = 64;
  private static final long AN_OPERATION = 8;
  private static final long AN_INTERVAL = 4;

  private final Violations violations;
  private final PlanConfig config;
  private final Oracle.Clock clock;
  private final Map<String, long[]> frames = new TreeMap<>();
  private final Map<String, Long> operations = new TreeMap<>();

  Resends(Violations violations, PlanConfig config, Oracle.Clock clock) {
    this.violations = violations;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public void onSubmit(Knowledge node, PlannedOp op) {
    operations.merge(node.incarnation().name(), 1L, Long::sum);
  }

  @Override
  public void onSent(Incarnation from, Incarnation to, Effect.Send send) {
    if (send.traffic() == Traffic.DELTA) {
      frames.computeIfAbsent(from.name() + " to " + to.name(), pair -> new long[1])[0]++;
    }
  }

  /** What was not acknowledged is no more than the buffer may hold. */
  @Override
  public void onStep(Incarnation node, int machine, Input input, List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Trace trace
          && trace.event() instanceof TraceEvent.Retransmitted again
          && again.entries() > config.knobs(node.name()).bufferEntries()) {
        int most = config.knobs(node.name()).bufferEntries();
        violations.add(
            "I17", node + " has " + again.entries() + " deltas for a peer, at most " + most);
      }
    }
  }

  @Override
  public void onEnd(List<Inspection> nodes) {
    for (String from : config.nodes()) {
      PlanConfig.Knobs knobs = config.knobs(from);
      long intervals = clock.nowNanos() / 1_000_000 / knobs.retransmitMillis();
      long most =
          config.groups() * (AT_FIRST + AN_INTERVAL * intervals)
              + AN_OPERATION * operations.getOrDefault(from, 0L);
      for (String to : config.nodes()) {
        long sent = frames.getOrDefault(from + " to " + to, new long[1])[0];
        if (sent > most && !knobs.buggify()) {
          violations.add(
              "I17", from + " sent " + sent + " frames of deltas to " + to + ", at most " + most);
        }
      }
    }
  }
}
