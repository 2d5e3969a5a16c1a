package org.rejoin.simulations.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.cluster.store.Stored;
import org.rejoin.simulations.plan.PlannedFault;
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

  /** Whether enough was seen: the run goes on to its last look at once. Asked after each event. */
  default boolean isEnough() {
    return false;
  }

  /** A client asks a node that runs. */
  default void submitted(Incarnation incarnation, PlannedOp op) {}

  /** From now on only these nodes are well, and connected. */
  default void coreBegan(long nowNanos, List<Integer> nodes) {}

  /** What the nodes of the core had time for is over; they go on alone until the heal. */
  default void coreJudged(long nowNanos, boolean isConverged) {}

  /** Nobody asked for anything for a while; what was sent in that time. */
  default void idled(long nowNanos, long forNanos, Traffics sent) {}

  /** A look at all nodes that run and are not stopped. */
  void checkpoint(long nowNanos, List<Inspection> nodes);

  /** A process could not start: the disk of its node is of another. */
  default void storeRefused(Incarnation incarnation, String why) {}

  /** A process is about to read this record, byte by byte as it is on its disk. */
  default void reading(Incarnation incarnation, Stored record) {}

  /** A process is about to have this record written. */
  default void writing(Incarnation incarnation, Stored record) {}

  /** A process reads its wall clock, as it does at each step. */
  default void reads(Incarnation incarnation, long wallMillis) {}

  /** A machine took an input and wants these effects; they are carried out next. */
  default void stepped(Incarnation incarnation, int machine, Input input, List<Effect> effects) {}

  /**
   * A frame left its sender. It may arrive never, once or several times.
   *
   * @param frame its number in this run, from 1
   */
  default void sent(long frame, Incarnation from, Incarnation to, Effect.Send send) {}

  /** A copy of a frame arrives now; {@code isDamaged} if it is not what was sent. */
  default void arrived(long frame, boolean isDamaged) {}

  /** A frame, or a copy of it, will never arrive. */
  default void lost(long frame, String why) {}

  /** A fault begins or, if {@code isOver}, ends. */
  default void fault(PlannedFault fault, boolean isOver) {}

  /** An event is over; {@code hash} is that of all up to here. */
  default void happened(long event, long nowNanos, EventHash hash) {}

  /** The last look. */
  void ended(long nowNanos, List<Inspection> nodes);
}
