package org.rejoin.simulations.workload;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.engine.Input;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Editable;
import org.rejoin.simulations.plan.OpBody;

/** A keyspace and what the verbs of a plan mean in it. */
final class Family<S extends Editable<S, E>, E> {
  private final KeyspaceSpec<S, E> spec;
  private final BiConsumer<OpBody, E> edit;

  Family(KeyspaceSpec<S, E> spec, BiConsumer<OpBody, E> edit) {
    this.spec = spec;
    this.edit = edit;
  }

  KeyspaceSpec<S, E> spec() {
    return spec;
  }

  Input update(long op, KeyRef key, OpBody body, Write write) {
    Consumer<E> change = editor -> edit.accept(body, editor);
    return new Input.Update<>(op, spec, key, change, write);
  }

  Input delete(long op, KeyRef key, Write write) {
    return new Input.Delete<>(op, spec, key, write);
  }

  Input fetch(long op, KeyRef key, Read read) {
    return new Input.Fetch<>(op, spec, key, read);
  }
}
