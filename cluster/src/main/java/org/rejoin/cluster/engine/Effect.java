package org.rejoin.cluster.engine;

import org.rejoin.cluster.Change;

/** What a machine wants done. */
public sealed interface Effect {

  /**
   * Send a frame. May be lost, repeated, reordered.
   *
   * @param machine index of the machine at the receiver
   */
  record Send(Endpoint to, int machine, Traffic traffic, byte[] frame) implements Effect {}

  /** Hand a note to another machine of this node. */
  record Tell(int machine, Note note) implements Effect {}

  /** Give {@link Input.Wake} at this monotonic time; replaces the machine's earlier wish. */
  record WakeAt(long nanos) implements Effect {}

  /** An operation ended: a {@code WriteResult}, {@code ReadResult}, {@code StoreStatus}, list. */
  record Reply(long op, Object result) implements Effect {}

  /** A subscriber is to be told. */
  record Notify(long subscription, Change<?> change) implements Effect {}

  /** Something worth recording happened; changes nothing. */
  record Trace(TraceEvent event) implements Effect {}
}
