package org.rejoin.simulations.check;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;

/** How operations ended, and how often what was traced. */
final class Tally {
  private final TreeSet<Long> open = new TreeSet<>();
  private final Map<String, Long> traced = new HashMap<>();
  private long ok;
  private long failed;
  private long unknown;

  void submitted(PlannedOp op) {
    open.add(op.id());
  }

  void refused(PlannedOp op) {
    open.remove(op.id());
    failed++;
  }

  void ended(PlannedOp op, WriteResult result) {
    if (op.op().verb() == Verb.SETTLE) {
      return; // no client asked for it
    }
    open.remove(op.id());
    if (result instanceof WriteResult.Rejected rejected) {
      count("Rejected " + rejected.code());
    } else if (result instanceof WriteResult.Unavailable) {
      count("Unavailable");
    }
    if (result.isAcked()) {
      ok++;
    } else if (result instanceof WriteResult.Rejected
        || result instanceof WriteResult.Unavailable) {
      failed++;
    } else {
      unknown++;
    }
  }

  /** Losses that are more than bad luck. */
  void lost(String why) {
    if (!why.equals("loss") && !why.equals("cut")) {
      traced.merge("Lost " + why, 1L, Long::sum);
    }
  }

  void ended(PlannedOp op, ReadResult<?> result) {
    open.remove(op.id());
    if (op.isFinalRead()) {
      return;
    }
    if (result instanceof ReadResult.Found || result instanceof ReadResult.Absent) {
      ok++;
    } else {
      failed++;
    }
  }

  void traced(TraceEvent event) {
    count(event.getClass().getSimpleName());
    if (event instanceof TraceEvent.ExchangeEnded ended && ended.groups() > 0) {
      exchange(ended);
    } else if (event instanceof TraceEvent.Joined joined && joined.cause() == Change.Cause.REPAIR) {
      count(joined.news() ? "Joined a repair" : "Joined a repair without news");
    } else if (event instanceof TraceEvent.PeerMet met && !met.peer().name().endsWith("#1")) {
      count("PeerMet after a restart");
    } else if (event instanceof TraceEvent.FrameRejected rejected) {
      count(
          rejected.why().contains("incarnation")
              ? "FrameRejected as of another incarnation"
              : "FrameRejected as unreadable");
    }
  }

  private void exchange(TraceEvent.ExchangeEnded ended) {
    if (!ended.finished()) {
      count("ExchangeEnded given up");
    } else if (ended.differing() == 0) {
      count("ExchangeEnded futile");
    } else {
      count(ended.differing() == 1 ? "ExchangeEnded over one key" : "ExchangeEnded over many keys");
    }
  }

  /** Something else of note happened. */
  void count(String what) {
    traced.merge(what, 1L, Long::sum);
  }

  long ok() {
    return ok;
  }

  long failed() {
    return failed;
  }

  /** Those whose node died before it answered count too. */
  long unknown() {
    return unknown + open.size();
  }

  Map<String, Long> traced() {
    return new TreeMap<>(traced);
  }
}
