package org.rejoin.crdt;

/**
 * The state of a key that can be deleted: ordered by delete epoch first, then by state. Immutable.
 *
 * @param epoch how often the key was deleted, counted from the current cut
 * @param state what was written since
 */
public record Epoched<S extends Crdt<S>>(long epoch, S state) {
  /** Refuses a negative epoch. */
  public Epoched {
    if (epoch < 0) {
      throw new IllegalArgumentException("delete epochs count from 0, not " + epoch);
    }
  }

  /** The one of the higher epoch; of one epoch, the join of both states. */
  public Epoched<S> join(Epoched<S> other) {
    if (epoch != other.epoch) {
      return epoch > other.epoch ? this : other;
    }
    return new Epoched<>(epoch, state.join(other.state));
  }

  /**
   * This at a cut that names {@code stable} for the key: the epoch drops by it; from a lower one to
   * 0, emptied. For every two states and every cut, {@code settle(a.join(b))} is {@code
   * settle(a).join(settle(b))}, so nothing need be known of who has settled what: but that replicas
   * at one cut have all subtracted the same.
   *
   * <p>It is subtracted and not forgotten where the key is empty: else a key made anew at 0 would
   * lose to one made anew at {@code stable} by a replica that had not adopted the cut.
   */
  public Epoched<S> settle(long stable) {
    if (stable < 0) {
      throw new IllegalArgumentException("a stable delete epoch counts from 0, not " + stable);
    }
    if (stable == 0) {
      return this;
    }
    return epoch < stable
        ? new Epoched<>(0, state.type().bottom())
        : new Epoched<>(epoch - stable, state);
  }

  /** Whether nothing is left to keep: epoch 0, and a state that has seen nothing. */
  public boolean isBottom() {
    return epoch == 0 && state.isBottom();
  }
}
