package org.rejoin.simulations.check;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;
import org.rejoin.simulations.world.Observer;

/**
 * Looks on beside the oracle, and hears what the oracle finds. Changes nothing, but may end the run
 * early. All methods do nothing unless overridden.
 */
public interface Watch extends Observer {
  /** Nobody looks on. */
  Watch NONE = new Watch() {};

  /** The run begins; {@code nowNanos} gives virtual time from now on. */
  default void begins(LongSupplier nowNanos) {}

  /** A node holds what an operation changed, from now on. */
  default void learned(Incarnation incarnation, PlannedOp op) {}

  /** An invariant broke. */
  default void violated(Violation violation) {}

  @Override
  default void started(Incarnation incarnation) {}

  @Override
  default void died(Incarnation incarnation) {}

  /** The oracle's answer counts. */
  @Override
  default long knowledge(Incarnation incarnation) {
    return 0;
  }

  @Override
  default void traced(
      Incarnation incarnation,
      int machine,
      TraceEvent event,
      long knowledge,
      @Nullable PlannedOp op) {}

  @Override
  default void replied(Incarnation incarnation, PlannedOp op, Object result) {}

  @Override
  default void refused(PlannedOp op) {}

  @Override
  default void failed(Incarnation incarnation, String input, RuntimeException failure) {}

  @Override
  default void healed(long nowNanos) {}

  /** The oracle's answer counts. */
  @Override
  default boolean isConverged() {
    return false;
  }

  @Override
  default void checkpoint(long nowNanos, List<Inspection> nodes) {}

  @Override
  default void ended(long nowNanos, List<Inspection> nodes) {}
}
