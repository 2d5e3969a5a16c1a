package org.rejoin.simulations.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.world.Incarnation;

/**
 * One edit or delete that some replica applied.
 *
 * @param index its number in this run, from 0
 * @param machine index of the group's machine at the origin
 * @param sequence its update number there
 * @param epoch the key's delete epoch in which it was made; of a delete, the one that it began
 * @param op the operation it came from; null if no client asked for it
 * @param replaced updates whose place it takes
 */
record Update(
    int index,
    Incarnation origin,
    int machine,
    long sequence,
    KeyRef key,
    long epoch,
    @Nullable PlannedOp op,
    Crdt<?> delta,
    List<Update> replaced) {
  /** The same update, now that it is known what it replaces. */
  Update replacing(List<Update> updates) {
    return new Update(
        index, origin, machine, sequence, key, epoch, op, delta, List.copyOf(updates));
  }

  boolean isDelete() {
    return op != null && op.op().verb() == Verb.DELETE;
  }

  /** What the client asked for; an update without a client is judged elsewhere. */
  OpBody body() {
    if (op == null) {
      throw new IllegalStateException("nobody asked for update " + index);
    }
    return op.op();
  }

  /** Identity: the lists of what was replaced go far back. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Update update && update.index == index;
  }

  @Override
  public int hashCode() {
    return index;
  }

  @Override
  public String toString() {
    String what = op == null ? "an edit nobody asked for" : "op " + op.id() + " " + op.op();
    return what + " (" + origin + ", " + key + ")";
  }
}
