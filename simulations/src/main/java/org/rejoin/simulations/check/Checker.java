package org.rejoin.simulations.check;

import java.util.List;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.TraceEvent;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.world.Incarnation;
import org.rejoin.simulations.world.Inspection;

/** Judges one invariant, or a few of one kind. Told by the oracle, which it may ask. */
interface Checker {
  /** A node's state of a key was shown after it integrated something. */
  default void onState(Knowledge node, SeenLog seen, Knowledge.Shown shown, KeyAndFamily key) {}

  /** An edit was made; of any replica, in the order of time. */
  default void onMade(Update update, Event event, KeyAndFamily key) {}

  /** A frame was sent. */
  default void onSent(Incarnation from, Incarnation to, Effect.Send send) {}

  /** A client asked a node that ran. */
  default void onSubmit(Knowledge node, PlannedOp op) {}

  /** A read ended. */
  default void onRead(Knowledge node, PlannedOp op, ReadResult<?> result) {}

  /** A write ended. */
  default void onWrite(Knowledge node, PlannedOp op, WriteResult result) {}

  /** A machine of a node took an input; these are the effects. */
  default void onStep(Incarnation node, int machine, Input input, List<Effect> effects) {}

  /** The engine of a node reported something. */
  default void onTrace(Knowledge node, int machine, TraceEvent event) {}

  /** All faults are over; these nodes run. */
  default void onHealed(List<Knowledge> nodes) {}

  /** A look at all nodes at one moment. */
  default void onLook(List<Inspection> nodes) {}

  /** The run is over. */
  default void onEnd(List<Inspection> nodes) {}
}
