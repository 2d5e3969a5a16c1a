package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.conflict.SiblingOverflowException;
import org.rejoin.conflict.SiblingRegister;
import org.rejoin.conflict.TokenAheadException;
import org.rejoin.crdt.ClockRefusedException;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.Origin;

/**
 * Runs local edits and deletes. All that can fail (levels out of reach, the application's function,
 * a part too large) comes before the first change.
 */
final class Edits {
  private final Turn turn;
  private final Links links;
  private final Admission admission;
  private final HybridClock clock;
  private final Changes changes;
  private final Waiting waiting;
  private final Storage storage;
  private final Frontiers frontiers;
  private long updates;

  Edits(
      Turn turn,
      Links links,
      Admission admission,
      HybridClock clock,
      Changes changes,
      Waiting waiting,
      Storage storage,
      Frontiers frontiers) {
    this.turn = turn;
    this.links = links;
    this.admission = admission;
    this.clock = clock;
    this.changes = changes;
    this.waiting = waiting;
    this.storage = storage;
    this.frontiers = frontiers;
  }

  <S extends Editable<S, E>, E> void run(Family<S, E> family, Input.Update<S, E> update) {
    Optional<Quorum> quorum = admit(family, update.op(), update.write());
    if (quorum.isEmpty()) {
      return;
    }
    KeyRef key = update.key();
    int maxBytes = FrameBudget.stateBytes(turn.config(), family, key);
    Origin origin = clock.origin();
    long epoch = family.state(key).epoch();
    Edited<S> edited;
    List<Entry> entries;
    try {
      edited = family.edit(key, origin, inEpoch(epoch, update.change()));
      KeyState<S> delta = new KeyState<>(epoch, edited.delta());
      entries = family.entries(key, delta, updates + 1, maxBytes);
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      refuse(update.op(), key, e);
      return;
    }
    int largest = entries.stream().mapToInt(entry -> entry.state().length).max().orElse(0);
    if (largest > maxBytes) {
      String detail = "one part has " + largest + " bytes, at most " + maxBytes + " fit a frame";
      reject(update.op(), RejectedCode.TOO_LARGE, detail);
      return;
    }
    apply(family, update.op(), key, epoch, edited);
    spread(family, key, new Asked(update.op(), update.write(), quorum.get()), entries);
  }

  /** Registers of siblings hand out tokens, which are bound to the epoch. */
  private static <E> Consumer<E> inEpoch(long epoch, Consumer<E> change) {
    return editor -> {
      if (editor instanceof SiblingRegister.Editor<?> siblings) {
        siblings.inEpoch(epoch);
      }
      change.accept(editor);
    };
  }

  <S extends Editable<S, E>, E> void delete(Family<S, E> family, Input.Delete<S, E> delete) {
    Optional<Quorum> quorum = admit(family, delete.op(), delete.write());
    if (quorum.isEmpty()) {
      return;
    }
    KeyRef key = delete.key();
    KeyState<S> old = family.state(key);
    KeyState<S> deleted;
    try {
      deleted = family.delete(key, turn.config().replica());
    } catch (IllegalStateException e) {
      refuse(delete.op(), key, e);
      return;
    }
    Entry entry = family.deletion(key, deleted, updates + 1);
    updates++;
    family.put(key, deleted);
    turn.trace(new TraceEvent.Deleted(delete.op(), key, updates, deleted.epoch(), deleted.value()));
    changes.changed(
        family, key, local(key, old.value(), deleted.epoch(), deleted.value(), deleted.value()));
    spread(family, key, new Asked(delete.op(), delete.write(), quorum.get()), List.of(entry));
  }

  /** Whom the write has to reach; empty if it was answered, as it cannot begin. */
  private Optional<Quorum> admit(Family<?, ?> family, long op, Write write) {
    Optional<RejectedCode> noStorage =
        family.spec().isDurable() ? storage.refusal() : Optional.empty();
    if (noStorage.isPresent()) {
      reject(op, noStorage.get(), "the disk of node " + turn.config().node());
      return Optional.empty();
    }
    return admission.admit(write.level(), Caller.ofWrite(turn, op));
  }

  private <S extends Editable<S, E>, E> void apply(
      Family<S, E> family, long op, KeyRef key, long epoch, Edited<S> edited) {
    updates++;
    S old = family.value(key);
    S delta = edited.delta();
    if (!delta.isBottom()) {
      family.put(key, new KeyState<>(epoch, edited.state()));
    }
    turn.trace(new TraceEvent.Updated(op, key, updates, epoch, delta, edited.state()));
    if (!delta.isBottom()) {
      changes.changed(family, key, local(key, old, epoch, edited.state(), delta));
    }
  }

  private <S extends Crdt<S>> Change<S> local(KeyRef key, S old, long epoch, S value, S delta) {
    String self = turn.config().node();
    return new Change<>(
        key.keyspace(), key.id(), old, value, delta, Change.Cause.LOCAL, self, epoch, List.of());
  }

  private record Asked(long op, Write write, Quorum quorum) {}

  /**
   * Hands the delta to every link; one that changes nothing too, as the level asks who holds it.
   */
  private void spread(Family<?, ?> family, KeyRef key, Asked asked, List<Entry> entries) {
    boolean isAlone = asked.quorum.isMetAlone();
    boolean isUnsynced = family.isUnsynced(key);
    long number = updates;
    frontiers.made(number, isUnsynced);
    if (isAlone && !isUnsynced) {
      turn.reply(asked.op, new WriteResult.Acked(List.of(turn.config().node())));
      links.spread(entries);
      return;
    }
    Quorum quorum = isAlone ? Quorum.ALONE : asked.quorum;
    PendingWrite pending = waiting.write(asked.op, asked.write, quorum, entries.size());
    if (isUnsynced) {
      pending.awaitDisk();
      storage.await(
          () -> {
            frontiers.synced(number);
            pending.heldHere();
          },
          pending::lostHere);
    }
    if (isAlone) {
      links.spread(entries);
    } else {
      links.spread(entries, pending);
    }
    pending.check();
  }

  private void refuse(long op, KeyRef key, Throwable thrown) {
    if (thrown instanceof IdentityReusedException) {
      reject(op, RejectedCode.IDENTITY_REUSED, thrown.toString());
    } else if (thrown instanceof ClockRefusedException) {
      reject(op, RejectedCode.CLOCK, clock.offBy().orElse("the clock is off"));
    } else if (thrown instanceof SiblingOverflowException full) {
      turn.trace(new TraceEvent.SiblingsOverflowed(key, full.overflow()));
      reject(op, RejectedCode.SIBLING_OVERFLOW, String.valueOf(full.getMessage()));
    } else if (thrown instanceof TokenAheadException) {
      reject(op, RejectedCode.TOKEN_AHEAD, String.valueOf(thrown.getMessage()));
    } else {
      reject(op, RejectedCode.EDIT_FAILED, thrown.toString());
    }
  }

  private void reject(long op, RejectedCode code, String detail) {
    turn.reply(op, new WriteResult.Rejected(code, detail));
  }
}
