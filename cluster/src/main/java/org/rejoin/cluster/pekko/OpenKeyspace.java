package org.rejoin.cluster.pekko;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Editable;

/** The handles of an open keyspace and its keys. */
record OpenKeyspace<S extends Editable<S, E>, E>(PekkoStore store, KeyspaceSpec<S, E> spec)
    implements PekkoKeyspace<S, E> {

  @Override
  public PekkoReplicated<S, E> key(String id) {
    return new Key<>(store, spec, store.keyRef(spec.name(), id));
  }

  @Override
  public Subscription watch(Consumer<Change<S>> listener) {
    return store.watch(spec.name(), Optional.empty(), listener);
  }

  private record Key<S extends Editable<S, E>, E>(
      PekkoStore store, KeyspaceSpec<S, E> spec, KeyRef ref) implements PekkoReplicated<S, E> {
    @Override
    public String keyspace() {
      return ref.keyspace();
    }

    @Override
    public String id() {
      return ref.id();
    }

    @Override
    public CompletionStage<WriteResult> update(Consumer<E> change, Write level) {
      return store.update(spec, ref, change, level);
    }

    @Override
    public CompletionStage<WriteResult> delete(Write level) {
      return store.delete(spec, ref, level);
    }

    @Override
    public CompletionStage<ReadResult<S>> read(Read level) {
      return store.read(spec, ref, level);
    }

    @Override
    public Subscription watch(Consumer<Change<S>> listener) {
      return store.watch(spec.name(), Optional.of(ref), listener);
    }

    @Override
    public String toString() {
      return ref.toString();
    }
  }
}
