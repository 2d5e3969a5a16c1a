package org.rejoin.crdt;

import java.util.function.Consumer;

/** A replica of one object in a test: a state, an id, and a clock that only its own edits move. */
final class Replica<S extends Editable<S, E>, E> {
  private final ReplicaId id;
  private S state;
  private Hlc clock = Hlc.ofMillis(1000);

  Replica(CrdtType<S> type, long id) {
    this.id = new ReplicaId(id);
    this.state = type.bottom();
  }

  static Hlc at(long millis) {
    return Hlc.ofMillis(millis);
  }

  /** Edits at the next tick of the own clock; returns the delta. */
  S edit(Consumer<E> change) {
    clock = clock.next(0);
    return edit(clock, change);
  }

  /** Edits at {@code stamp}; returns the delta. */
  S edit(Hlc stamp, Consumer<E> change) {
    Edited<S> edited = state.edit(new Origin(id, stamp), change);
    if (!state.join(edited.delta()).equals(edited.state())) {
      throw new AssertionError("state joined with delta is not the edited state");
    }
    state = edited.state();
    return edited.delta();
  }

  /** Receives states or deltas. */
  @SafeVarargs
  final Replica<S, E> receive(S... others) {
    for (S other : others) {
      state = state.join(other);
    }
    return this;
  }

  S state() {
    return state;
  }

  ReplicaId id() {
    return id;
  }
}
