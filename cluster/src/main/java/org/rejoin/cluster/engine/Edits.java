package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Optional;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.RejectedCode;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.IdentityReusedException;
import org.rejoin.crdt.Origin;

/**
 * Runs local edits. All that can fail (levels out of reach, the application's function, a part too
 * large) comes before the first change.
 */
final class Edits {
  private final Turn turn;
  private final Links links;
  private final Watches watches;
  private final Waiting waiting;
  private long updates;

  Edits(Turn turn, Links links, Watches watches, Waiting waiting) {
    this.turn = turn;
    this.links = links;
    this.watches = watches;
    this.waiting = waiting;
  }

  <S extends Editable<S, E>, E> void run(Family<S, E> family, Input.Update<S, E> update) {
    Optional<Quorum> quorum = Quorum.of(update.write().level(), turn.config(), links.peers());
    if (quorum.isEmpty()) {
      reject(update.op(), RejectedCode.NO_REPLICA_SET, Messages.NO_REPLICA_SET);
      return;
    }
    if (waiting.isFull()) {
      reject(update.op(), RejectedCode.BUSY, Messages.BUSY);
      return;
    }
    Optional<String> outOfReach = quorum.get().outOfReach(turn.config());
    if (outOfReach.isPresent()) {
      turn.reply(update.op(), new WriteResult.Unavailable(outOfReach.get()));
      return;
    }
    edit(family, update, quorum.get());
  }

  private <S extends Editable<S, E>, E> void edit(
      Family<S, E> family, Input.Update<S, E> update, Quorum quorum) {
    KeyRef key = update.key();
    int maxBytes = FrameBudget.stateBytes(turn.config(), family, key);
    Origin origin = new Origin(turn.config().replica(), links.tick());
    Edited<S> edited;
    List<Entry> entries;
    try {
      edited = family.edit(key, origin, update.change());
      entries = family.entries(key, edited.delta(), updates + 1, maxBytes);
    } catch (IdentityReusedException e) {
      reject(update.op(), RejectedCode.IDENTITY_REUSED, e.toString());
      return;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      reject(update.op(), RejectedCode.EDIT_FAILED, e.toString());
      return;
    }
    int largest = entries.stream().mapToInt(entry -> entry.state().length).max().orElse(0);
    if (largest > maxBytes) {
      String detail = "one part has " + largest + " bytes, at most " + maxBytes + " fit a frame";
      reject(update.op(), RejectedCode.TOO_LARGE, detail);
      return;
    }
    apply(family, key, edited);
    spread(update, quorum, entries);
  }

  private <S extends Editable<S, E>, E> void apply(
      Family<S, E> family, KeyRef key, Edited<S> edited) {
    updates++;
    S old = family.state(key);
    S delta = edited.delta();
    if (!delta.isBottom()) {
      family.put(key, edited.state());
    }
    turn.trace(new TraceEvent.Updated(key, updates, delta, edited.state()));
    if (!delta.isBottom()) {
      String self = turn.config().node();
      watches.changed(
          key,
          new Change<>(
              key.keyspace(), key.id(), old, edited.state(), delta, Change.Cause.LOCAL, self));
    }
  }

  /**
   * Hands the delta to every link; one that changes nothing too, as the level asks who holds it.
   */
  private void spread(Input.Update<?, ?> update, Quorum quorum, List<Entry> entries) {
    if (quorum.isMetAlone()) {
      turn.reply(update.op(), new WriteResult.Acked(List.of(turn.config().node())));
      links.spread(entries);
      return;
    }
    PendingWrite write = waiting.write(update, quorum, entries.size());
    links.spread(entries, write);
    write.check();
  }

  private void reject(long op, RejectedCode code, String detail) {
    turn.reply(op, new WriteResult.Rejected(code, detail));
  }
}
