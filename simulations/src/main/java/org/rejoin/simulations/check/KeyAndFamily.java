package org.rejoin.simulations.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.ResolverSchema;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.PlannedOp;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.Event;
import org.rejoin.simulations.spec.Spec;
import org.rejoin.simulations.workload.Family;

/** A key and what it holds. */
record KeyAndFamily(KeyRef key, Family<?, ?> family) {
  Spec spec() {
    return family.spec();
  }

  /** Whether the store puts what a resolver says in place of siblings. */
  boolean isWrittenBack() {
    return family.keyspace().resolver().filter(ResolverSchema::isWriteBack).isPresent();
  }

  /**
   * An edit as the specification sees it; null if no client asked for it, or if siblings were to be
   * settled that stood there no more.
   */
  @Nullable Event asked(
      int index, Knowledge node, @Nullable PlannedOp op, Crdt<?> delta, SeenLog seen) {
    if (op == null || (op.op().verb() == Verb.SETTLE && delta.isBottom())) {
      return null;
    }
    OpBody done = family.done(delta, op.op());
    List<Integer> replaced =
        spec().replaces(done, seen.edits()).stream().map(Event::index).toList();
    return new Event(
        index, node.incarnation().replica(), done, family.stamp(delta, done), replaced);
  }

  @Override
  public String toString() {
    return key.toString();
  }
}
