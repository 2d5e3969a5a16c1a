package org.rejoin.crdt;

import java.util.function.Consumer;

/** One part of a composed state within one edit: its state so far, and what changed. */
final class PartEdit<S extends Editable<S, E>, E> {
  private final Origin origin;
  private S state;
  private S delta;
  private boolean atWork;
  private boolean ended;

  PartEdit(S before, Origin origin) {
    this.origin = origin;
    this.state = before;
    this.delta = before.type().bottom();
  }

  S state() {
    return state;
  }

  S delta() {
    return delta;
  }

  /** Goes on from {@code fresh}, as if nothing had been changed before. */
  void restart(S fresh) {
    state = fresh;
    delta = fresh.type().bottom();
  }

  void change(Consumer<E> change) {
    requireIdle();
    atWork = true;
    try {
      Edited<S> edited = state.edit(origin, change);
      state = edited.state();
      delta = delta.join(edited.delta());
    } finally {
      atWork = false;
    }
  }

  /** Refuses to go on while a change is at work on this part. */
  void requireIdle() {
    requireAlive();
    if (atWork) {
      throw new IllegalStateException(
          "a part is being changed; use the editor given to that change");
    }
  }

  void requireAlive() {
    if (ended) {
      throw new IllegalStateException("this edit has ended; its editor cannot be used any more");
    }
  }

  void end() {
    ended = true;
  }
}
