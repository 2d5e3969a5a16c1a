package org.rejoin.simulations.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.world.Incarnation;

/**
 * One edit or delete that some replica applied.
 *
 * @param index its number in this run, from 0
 * @param machine index of the group's machine at the origin
 * @param sequence its update number there
 * @param epoch the key's delete epoch in which it was made; of a delete, the one that it began
 * @param op the operation it came from; null if no client asked for it
 * @param event what it is to specifications; null if it is a delete or no client asked for it
 * @param saw how many of the origin's updates of this key and epoch came before it
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
    @Nullable Event event,
    int saw) {
  boolean isDelete() {
    return op != null && op.op().verb() == Verb.DELETE;
  }

  /** Earlier ones whose effect on the value its delta says too, of its origin's log of the key. */
  List<Update> included(SeenLog log, Spec spec) {
    if (event == null) {
      return List.of();
    }
    Map<Event, Update> byEvent = new LinkedHashMap<>();
    for (Update earlier : log.updates().subList(0, saw)) {
      if (earlier.event() != null) {
        byEvent.put(earlier.event(), earlier);
      }
    }
    return spec.includes(event, List.copyOf(byEvent.keySet())).stream().map(byEvent::get).toList();
  }

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
    String what = op == null ? "an edit nobody asked for" : op.toString();
    return what + " (" + origin + ", " + key + ")";
  }
}
