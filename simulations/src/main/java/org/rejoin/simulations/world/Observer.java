package org.rejoin.simulations.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.plan.PlannedOp;

/** Watches a run from outside. Called on the run's thread, in the order of events. */
public interface Observer {
  /** A process started, empty. */
  void started(Incarnation incarnation);

  /** A process died with all it held. */
  void died(Incarnation incarnation);

  /**
   * The moment of knowledge of a node, attached to each frame that it sends and handed back when
   * what the frame carried is joined. It travels beside the frame, not in it.
   */
  long knowledge(Incarnation incarnation);

  /**
   * The engine reported something.
   *
   * @param machine index of the machine
   * @param knowledge of the frame that brought it, 0 if none did
   * @param op the operation that brought it, if one did
   */
  void traced(
      Incarnation incarnation,
      int machine,
      TraceEvent event,
      long knowledge,
      @Nullable PlannedOp op);

  /** An operation came to an end: a {@code WriteResult} or {@code ReadResult}. */
  void replied(Incarnation incarnation, PlannedOp op, Object result);

  /** An operation was submitted to a node that was down. */
  void refused(PlannedOp op);

  /** A machine threw: always a bug. */
  void failed(Incarnation incarnation, String input, RuntimeException failure);

  /** All faults are over from now on; membership has yet to notice. */
  void healed(long nowNanos);

  /** Whether all nodes that run hold the same, as far as was traced. Asked after each event. */
  boolean isConverged();

  /** A look at all nodes that run and are not stopped. */
  void checkpoint(long nowNanos, List<Inspection> nodes);

  /** The last look. */
  void ended(long nowNanos, List<Inspection> nodes);
}
