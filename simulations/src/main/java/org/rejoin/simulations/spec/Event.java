package org.rejoin.simulations.spec;

import java.util.List;
import java.util.Optional;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;

/**
 * An edit as a specification sees it.
 *
 * @param index its number in the run: edits of one origin are made in this order
 * @param origin the replica that made it
 * @param body what the client asked for
 * @param stamp what the origin stamped it with, where writes are ordered by that
 * @param replaced the edits whose place it takes
 */
public record Event(
    int index, ReplicaId origin, OpBody body, Optional<Origin> stamp, List<Integer> replaced) {
  /** Copies the list. */
  public Event {
    replaced = List.copyOf(replaced);
  }

  /** Whether both count the same thing in the same direction for one replica. */
  boolean countsOn(Event earlier) {
    return body.verb() == Verb.COUNT
        && earlier.body.verb() == Verb.COUNT
        && origin.equals(earlier.origin)
        && body.element().equals(earlier.body.element())
        && Long.signum(body.amount()) == Long.signum(earlier.body.amount());
  }

  /** Its number: no two events of a run share it. */
  @Override
  public int hashCode() {
    return index;
  }

  /** Its origin's stamp. */
  Origin requireStamp() {
    return stamp.orElseThrow(() -> new IllegalStateException("a write without a stamp: " + this));
  }
}
