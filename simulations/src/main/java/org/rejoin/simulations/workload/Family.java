package org.rejoin.simulations.workload;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Origin;
import org.rejoin.simulations.plan.OpBody;
import org.rejoin.simulations.plan.Verb;
import org.rejoin.simulations.spec.Spec;

/**
 * A keyspace, what the verbs of a plan mean in it, what its states show and what they have to show.
 *
 * @param keyspace its definition
 * @param edit carries out an operation
 * @param spec what the value has to be
 * @param shown the value of a state, in the form of {@link Spec#expected}
 * @param stamping the stamp of an operation, from its delta, where the specification asks for it
 */
public record Family<S extends Editable<S, E>, E>(
    KeyspaceSpec<S, E> keyspace,
    BiConsumer<OpBody, E> edit,
    Spec spec,
    Function<S, Object> shown,
    Stamping<S> stamping) {
  /** Finds the stamp of an operation in its delta. */
  interface Stamping<S> {
    Optional<Origin> stamp(S delta, OpBody op);
  }

  /** A family whose writes are not ordered by stamps. */
  Family(
      KeyspaceSpec<S, E> keyspace,
      BiConsumer<OpBody, E> edit,
      Spec spec,
      Function<S, Object> shown) {
    this(keyspace, edit, spec, shown, (delta, op) -> Optional.empty());
  }

  /** The same, on disk. */
  Family<S, E> durable() {
    return new Family<>(keyspace.durable(), edit, spec, shown, stamping);
  }

  /** The value that a state of this keyspace shows. */
  @SuppressWarnings("unchecked")
  public Object show(Crdt<?> state) {
    return shown.apply((S) state);
  }

  /** The stamp that an operation was given, if the specification needs one. */
  @SuppressWarnings("unchecked")
  public Optional<Origin> stamp(Crdt<?> delta, OpBody op) {
    return stamping.stamp((S) delta, op);
  }

  /** What an edit came to: what was appended to a register is a write of what it then held. */
  public OpBody done(Crdt<?> delta, OpBody body) {
    if (body.verb() != Verb.APPEND) {
      return body;
    }
    Object value = show(delta);
    Collection<?> held = value instanceof Map<?, ?> map ? map.values() : (Collection<?>) value;
    return body.asPut(String.valueOf(held.iterator().next()));
  }

  Input update(long op, KeyRef key, OpBody body, Write write) {
    Consumer<E> change = editor -> edit.accept(body, editor);
    return new Input.Update<>(op, keyspace, key, change, write);
  }

  Input delete(long op, KeyRef key, Write write) {
    return new Input.Delete<>(op, keyspace, key, write);
  }

  Input fetch(long op, KeyRef key, Read read) {
    return new Input.Fetch<>(op, keyspace, key, read);
  }
}
