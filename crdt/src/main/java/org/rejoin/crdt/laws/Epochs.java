package org.rejoin.crdt.laws;

import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Epoched;

/** How keys are deleted. A seam: wrong ways are planted here to see that they are found. */
interface Epochs {
  /** The real way. */
  Epochs REAL = new Epochs() {};

  /** The state of a key at two replicas that meet. */
  default <S extends Crdt<S>> Epoched<S> join(Epoched<S> a, Epoched<S> b) {
    return a.join(b);
  }

  /** The key at a cut that names {@code stable}. */
  default <S extends Crdt<S>> Epoched<S> settle(Epoched<S> key, long stable) {
    return key.settle(stable);
  }
}
