package org.rejoin.crdt;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The join-irreducibles of any state: who lacks none of them has all of it, so nothing else has to
 * be told. Enes et al., ICDE 2019.
 */
record DecomposedParts<S extends Crdt<S>>(S state) implements Parts<S> {
  @Override
  public Summary outline() {
    return state.type().bottom().summary();
  }

  @Override
  public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
    state.decompose().forEach(part -> action.accept(part.digest(suite)));
  }

  @Override
  public S choose(HashSuite suite, Predicate<? super Digest128> chosen) {
    return state
        .decompose()
        .filter(part -> chosen.test(part.digest(suite)))
        .reduce(state.type().bottom(), Crdt::join);
  }

  @Override
  public Summary names(S some) {
    return outline();
  }

  @Override
  public S missing(Peer<S> peer, Sealed sealed) {
    return peer.lacking();
  }
}
