package org.rejoin.cluster.pekko;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.SiblingChange;
import org.rejoin.cluster.SiblingKey;
import org.rejoin.cluster.SiblingKeyspace;
import org.rejoin.cluster.SiblingRead;
import org.rejoin.cluster.SiblingSpec;
import org.rejoin.cluster.SiblingWrite;
import org.rejoin.cluster.Subscription;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.conflict.Agreement;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Token;

/** The handles of an open keyspace of siblings and its keys. */
record OpenSiblings<V>(
    PekkoStore store,
    PekkoKeyspace<SiblingRegister<V>, SiblingRegister.Editor<V>> registers,
    SiblingSpec<V> spec)
    implements SiblingKeyspace<V> {

  @Override
  public SiblingKey<V> key(String id) {
    return new Key<>(this, registers.key(id));
  }

  @Override
  public Subscription watch(Consumer<SiblingChange<V>> listener) {
    return registers.watch(change -> listener.accept(resolved(change)));
  }

  private Agreement<V> agreement() {
    return spec.conflicts().agree(store.offers(spec.name()));
  }

  private CompletionStage<Resolved<V>> resolve(
      String id, SiblingRegister<V> register, Agreement<V> agreement) {
    KeyRef key = store.keyRef(spec.name(), id);
    return store.resolutions().resolve(key, register, agreement.resolver(), store.clockLimit());
  }

  /** Waits for the resolver, for as long as it may take: changes are to come in their order. */
  private SiblingChange<V> resolved(Change<SiblingRegister<V>> change) {
    Resolved<V> view = resolve(change.id(), change.value(), agreement()).toCompletableFuture().join();
    KeyRef key = store.keyRef(spec.name(), change.id());
    return new SiblingChange<>(change, view, store.resolutions().entry(key, view));
  }

  private record Key<V>(
      OpenSiblings<V> siblings,
      PekkoReplicated<SiblingRegister<V>, SiblingRegister.Editor<V>> register)
      implements SiblingKey<V> {
    @Override
    public String keyspace() {
      return register.keyspace();
    }

    @Override
    public String id() {
      return register.id();
    }

    @Override
    public CompletionStage<SiblingRead<V>> read(Read level) {
      Agreement<V> agreement = siblings.agreement();
      return register
          .read(level)
          .thenCompose(
              result ->
                  siblings
                      .resolve(
                          id(),
                          result.found().orElseGet(() -> siblings.registers.spec().type().bottom()),
                          agreement)
                      .thenApply(view -> new SiblingRead<>(result, view, agreement.kind())));
    }

    @Override
    public CompletionStage<SiblingWrite> put(V value, Token shown, Write level) {
      return put(shown, editor -> editor.put(value, shown), level);
    }

    @Override
    public CompletionStage<SiblingWrite> put(V value, Write level) {
      return put(Token.empty(), editor -> editor.put(value), level);
    }

    private CompletionStage<SiblingWrite> put(
        Token shown, Function<SiblingRegister.Editor<V>, Token> put, Write level) {
      AtomicReference<Token> made = new AtomicReference<>(shown);
      return register
          .update(editor -> made.set(put.apply(editor)), level)
          .thenApply(
              result -> new SiblingWrite(result, isApplied(result) ? made.get() : shown));
    }

    private static boolean isApplied(WriteResult result) {
      return !(result instanceof WriteResult.Rejected)
          && !(result instanceof WriteResult.Unavailable);
    }

    @Override
    public CompletionStage<WriteResult> remove(Token shown, Write level) {
      return register.update(editor -> editor.remove(shown), level);
    }

    @Override
    public CompletionStage<WriteResult> delete(Write level) {
      return register.delete(level);
    }

    @Override
    public Subscription watch(Consumer<SiblingChange<V>> listener) {
      return register.watch(change -> listener.accept(siblings.resolved(change)));
    }

    @Override
    public String toString() {
      return register.toString();
    }
  }
}
