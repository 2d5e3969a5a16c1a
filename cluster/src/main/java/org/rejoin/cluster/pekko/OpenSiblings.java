package org.rejoin.cluster.pekko;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
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
import org.rejoin.conflict.Sibling;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.Siblings;
import org.rejoin.conflict.Token;
import org.rejoin.conflict.WriteBack;
import org.rejoin.crdt.Hlc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handles of an open keyspace of siblings and its keys. */
record OpenSiblings<V>(
    PekkoStore store,
    PekkoKeyspace<SiblingRegister<V>, SiblingRegister.Editor<V>> registers,
    SiblingSpec<V> spec)
    implements SiblingKeyspace<V> {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSiblings.class);

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

  /** Has the siblings of a key resolved and puts the result in their place. */
  void settle(KeyRef key, SiblingRegister<?> register) {
    write(key, same(register));
  }

  /** The engine hands back a register of the keyspace it was opened with. */
  @SuppressWarnings("unchecked")
  private SiblingRegister<V> same(SiblingRegister<?> register) {
    return (SiblingRegister<V>) register;
  }

  private void write(KeyRef key, SiblingRegister<V> register) {
    Agreement<V> agreement = agreement();
    Duration stood = spec.conflicts().delay();
    if (agreement.isUnanimous()) {
      resolve(key.id(), register, agreement)
          .thenAccept(
              view ->
                  spec.conflicts()
                      .writeBack(view, agreement, true, stood)
                      .ifPresent(result -> write(key, view, result)))
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.warn("The siblings of {} stay as they are", key, failure);
                }
              });
    }
  }

  /** Only over these very siblings: after a delete others may stand under the same dots. */
  private void write(KeyRef key, Resolved<V> view, WriteBack result) {
    List<Hlc> stamps = stamps(view.siblings());
    registers
        .key(key.id())
        .update(
            editor -> {
              if (stamps(editor.siblings()).equals(stamps)) {
                editor.writeBack(result);
              }
            },
            Write.local());
  }

  private static List<Hlc> stamps(Siblings<?> siblings) {
    return siblings.all().stream().map(Sibling::stamp).toList();
  }

  /** Waits for the resolver, for as long as it may take: changes are to come in their order. */
  private SiblingChange<V> resolved(Change<SiblingRegister<V>> change) {
    Resolved<V> view =
        resolve(change.id(), change.value(), agreement()).toCompletableFuture().join();
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
      Token[] made = {shown};
      return register
          .update(editor -> made[0] = put.apply(editor), level)
          .thenApply(result -> new SiblingWrite(result, isApplied(result) ? made[0] : shown));
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
