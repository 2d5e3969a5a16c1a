package org.rejoin.cluster.engine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.Change;
import org.rejoin.crdt.Editable;

/** Puts a good state in the place of a bad one, and tells those who want to know. */
final class Replacing {
  private final Turn turn;
  private final Changes changes;

  Replacing(Turn turn, Changes changes) {
    this.turn = turn;
    this.changes = changes;
  }

  /**
   * {@code from}: whose it is, nobody's if it was on the own disk. A state that may lack edits of
   * this incarnation ends its edits of the key: it could spend a dot twice.
   */
  <S extends Editable<S, E>, E> void replace(
      Family<S, E> family, KeyRef key, KeyState<S> good, @Nullable Peer from) {
    boolean isWhole = family.isCovered(key, good);
    family.put(key, good);
    if (!isWhole) {
      family.refuseEdits(key);
    }
    Optional<Endpoint> source = Optional.ofNullable(from).map(Peer::endpoint);
    turn.trace(new TraceEvent.Replaced(key, source, good.epoch(), good.value(), isWhole));
    changes.changed(
        family,
        key,
        new Change<>(
            key.keyspace(),
            key.id(),
            family.spec().type().bottom(),
            good.value(),
            good.value(),
            Change.Cause.REPAIR,
            from == null ? turn.config().node() : from.node(),
            good.epoch(),
            List.of()));
  }
}
