package org.rejoin.simulations.shrink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.rejoin.simulations.plan.Plan;
import org.rejoin.simulations.plan.PlanConfig;
import org.rejoin.simulations.plan.PlanConfig.Phases;
import org.rejoin.simulations.plan.PlannedFault;
import org.rejoin.simulations.plan.PlannedOp;

/** Shorter phases, less waiting, rounder times. */
final class Times {
  private static final long MILLI = 1_000_000;
  private static final long[] GAPS_NANOS = {10 * MILLI, 100 * MILLI, 300 * MILLI, 1000 * MILLI};
  private static final long[] ROUND_NANOS = {1000 * MILLI, 100 * MILLI, 10 * MILLI, MILLI};

  private Times() {}

  /** Moves everything to the front, then ends the phases when nothing more comes. */
  static void shorten(Trial trial) {
    for (long gap : GAPS_NANOS) {
      if (trial.accepts(moved(trial.plan(), closing(trial.plan(), gap, -1)))) {
        break;
      }
    }
    for (int i = 0; i < moments(trial.plan()).size(); i++) {
      for (long gap : GAPS_NANOS) {
        if (trial.accepts(moved(trial.plan(), closing(trial.plan(), gap, i)))) {
          break;
        }
      }
    }
    phases(trial);
  }

  private static void phases(Trial trial) {
    accepts(trial, now -> with(now, now.warmUpMillis(), now.chaosMillis(), 0, now.quiesceMillis()));
    SortedSet<Long> moments = moments(trial.plan());
    long lastMillis = moments.isEmpty() ? 0 : moments.last() / MILLI + 1;
    for (long end : new long[] {lastMillis, lastMillis + 100, lastMillis + 1000}) {
      Phases now = trial.plan().config().phases();
      if (end < now.warmUpMillis() + now.chaosMillis()
          && accepts(trial, p -> with(p, 0, end, p.coreMillis(), p.quiesceMillis()))) {
        break;
      }
    }
    accepts(trial, now -> with(now, now.warmUpMillis(), now.chaosMillis(), now.coreMillis(), 0));
  }

  private static boolean accepts(Trial trial, UnaryOperator<Phases> change) {
    PlanConfig config = trial.plan().config();
    return trial.accepts(trial.plan().withConfig(config.withPhases(change.apply(config.phases()))));
  }

  /** A time without operations and next to no traffic tells nothing that came before it. */
  private static Phases with(Phases now, long warmUp, long chaos, long core, long quiesce) {
    long idle = quiesce == 0 ? 0 : now.idleMillis();
    return new Phases(warmUp, chaos, core, quiesce, idle, now.checkpointMillis());
  }

  /** Rounds the time of everything, as roughly as will do; else of each by itself. */
  static void round(Trial trial) {
    for (long unit : ROUND_NANOS) {
      if (trial.accepts(moved(trial.plan(), at -> Math.round((double) at / unit) * unit))) {
        return;
      }
    }
    for (long moment : moments(trial.plan())) {
      for (long unit : ROUND_NANOS) {
        long rounded = Math.round((double) moment / unit) * unit;
        if (trial.accepts(moved(trial.plan(), at -> at == moment ? rounded : at))) {
          break;
        }
      }
    }
  }

  /** Everything that has a time: operations, begins and ends of faults. */
  private static SortedSet<Long> moments(Plan plan) {
    TreeSet<Long> moments = new TreeSet<>();
    plan.ops().forEach(op -> moments.add(op.atNanos()));
    for (PlannedFault fault : plan.faults()) {
      moments.add(fault.atNanos());
      moments.add(fault.untilNanos());
    }
    return moments;
  }

  /** Makes longer gaps as short as {@code gap}: all, or the one before moment {@code only}. */
  private static LongUnaryOperator closing(Plan plan, long gap, int only) {
    List<Long> moments = List.copyOf(moments(plan));
    List<Long> moved = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < moments.size(); i++) {
      long wait = moments.get(i) - (i == 0 ? 0 : moments.get(i - 1));
      at += only < 0 || only == i ? Math.min(wait, gap) : wait;
      moved.add(at);
    }
    return nanos -> {
      int index = moments.indexOf(nanos);
      return index < 0 ? nanos : moved.get(index);
    };
  }

  /** The same in the same order at other times. */
  private static Plan moved(Plan plan, LongUnaryOperator time) {
    List<PlannedOp> ops = new ArrayList<>();
    for (PlannedOp op : plan.ops()) {
      ops.add(op.at(time.applyAsLong(op.atNanos())));
    }
    ops.sort(Comparator.comparingLong(PlannedOp::atNanos).thenComparingLong(PlannedOp::id));
    List<PlannedFault> faults = new ArrayList<>();
    for (PlannedFault fault : plan.faults()) {
      long from = time.applyAsLong(fault.atNanos());
      long to = Math.max(from + 1, time.applyAsLong(fault.untilNanos()));
      faults.add(fault.during(from, to - from));
    }
    return plan.withOps(ops).withFaults(faults);
  }
}
