package org.rejoin.cluster.pekko;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.RejectedCode;
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
import org.rejoin.conflict.WriteBack;
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
      KeyRef key, long epoch, SiblingRegister<V> register, Agreement<V> agreement) {
    return store
        .resolutions()
        .resolve(key, epoch, register, agreement.resolver(), store.clockLimit());
  }

  /** Has the siblings of a key resolved and puts the result in their place. */
  void settle(KeyRef key, long epoch, SiblingRegister<?> register) {
    write(key, epoch, same(register));
  }

  /** The engine hands back a register of the keyspace it was opened with. */
  @SuppressWarnings("unchecked")
  private SiblingRegister<V> same(SiblingRegister<?> register) {
    return (SiblingRegister<V>) register;
  }

  private void write(KeyRef key, long epoch, SiblingRegister<V> register) {
    Agreement<V> agreement = agreement();
    Duration stood = spec.conflicts().delay();
    if (agreement.isUnanimous()) {
      resolve(key, epoch, register, agreement)
          .thenAccept(
              view ->
                  spec.conflicts()
                      .writeBack(view, agreement, true, stood)
                      .ifPresent(result -> write(key, result)))
          .whenComplete(
              (done, failure) -> {
                if (failure != null) {
                  LOG.warn("The siblings of {} stay as they are", key, failure);
                }
              });
    }
  }

  /** Only over these very siblings. */
  private void write(KeyRef key, WriteBack result) {
    registers
        .key(key.id())
        .update(
            editor -> {
              if (editor.token().equals(result.token())) {
                editor.writeBack(result);
              }
            },
            Write.local());
  }

  /** Waits for the resolver, for as long as it may take: changes are to come in their order. */
  private SiblingChange<V> resolved(Change<SiblingRegister<V>> change) {
    KeyRef key = store.keyRef(spec.name(), change.id());
    Agreement<V> agreement = agreement();
    try {
      Resolved<V> view = joined(resolve(key, change.epoch(), change.value(), agreement));
      return new SiblingChange<>(
          change, view, store.resolutions().entry(key, view), Optional.empty());
    } catch (CompletionException e) {
      Resolved<V> nothing = joined(nothing(key, agreement));
      return new SiblingChange<>(
          change, nothing, Optional.empty(), Optional.of(unreadable(key, e)));
    }
  }

  private static <T> T joined(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private CompletionStage<Resolved<V>> nothing(KeyRef key, Agreement<V> agreement) {
    return resolve(key, 0, registers.spec().type().bottom(), agreement);
  }

  /** A register is resolved unless a value of it cannot be decoded. */
  private String unreadable(KeyRef key, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return key + " cannot be read as " + registers.spec().type().tag() + ": " + cause;
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
                  resolve(result, agreement)
                      .thenApply(view -> new SiblingRead<>(result, view, agreement.kind()))
                      .exceptionallyCompose(failure -> unreadable(failure, agreement)));
    }

    private CompletionStage<SiblingRead<V>> unreadable(Throwable failure, Agreement<V> agreement) {
      KeyRef key = siblings.store.keyRef(keyspace(), id());
      String why = siblings.unreadable(key, failure);
      return siblings
          .nothing(key, agreement)
          .thenApply(
              view ->
                  new SiblingRead<>(
                      new ReadResult.Rejected<>(RejectedCode.UNREADABLE, why),
                      view,
                      agreement.kind()));
    }

    private CompletionStage<Resolved<V>> resolve(
        ReadResult<SiblingRegister<V>> result, Agreement<V> agreement) {
      KeyRef key = siblings.store.keyRef(keyspace(), id());
      if (result instanceof ReadResult.Found<SiblingRegister<V>> found) {
        return siblings.resolve(key, found.epoch(), found.value(), agreement);
      }
      return siblings.nothing(key, agreement);
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
