package org.rejoin.simulations.check;

import java.util.Arrays;
import org.rejoin.crdt.Crdt;

/** A state of a key in a delete epoch, as a node held it or a client was shown it. */
record Held(Crdt<?> state, long epoch) {

  /** Whether this shows all of {@code other}: joining that brings nothing new. */
  boolean shows(Held other) {
    if (epoch != other.epoch || other.state.isBottom()) {
      return epoch >= other.epoch;
    }
    return !state.isBottom() && join(state, other.state).equals(state);
  }

  /** The join of two states of one key. */
  @SuppressWarnings("unchecked")
  static <S extends Crdt<S>> Crdt<?> join(Crdt<?> one, Crdt<?> other) {
    return ((S) one).join((S) other);
  }

  /** The same state, read from its bytes by the type of {@code like}. */
  @SuppressWarnings("unchecked")
  static <S extends Crdt<S>> Crdt<?> reread(Crdt<?> state, Crdt<?> like) {
    return ((S) like).type().read(state.toBytes());
  }

  /** Whether the bytes of two states are equal. */
  static boolean same(Crdt<?> one, Crdt<?> other) {
    return Arrays.equals(one.toBytes(), other.toBytes());
  }
}
