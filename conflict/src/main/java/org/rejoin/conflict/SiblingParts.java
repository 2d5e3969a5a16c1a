package org.rejoin.conflict;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.Parts;
import org.rejoin.crdt.Sealed;
import org.rejoin.crdt.Summary;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.CausalParts;

/** Each sibling by its hash, what was replaced by the context. */
record SiblingParts<V>(SiblingRegister<V> register) implements Parts<SiblingRegister<V>> {
  @Override
  public Summary outline() {
    return CausalParts.outline(register.causal());
  }

  @Override
  public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
    CausalParts.forEach(register.causal(), suite, action);
  }

  @Override
  public SiblingRegister<V> choose(HashSuite suite, Predicate<? super Digest128> chosen) {
    return register.of(CausalParts.choose(register.causal(), suite, chosen));
  }

  @Override
  public Summary names(SiblingRegister<V> some) {
    return some.summary();
  }

  @Override
  public SiblingRegister<V> missing(Peer<SiblingRegister<V>> peer, Sealed sealed) {
    return register.of(
        CausalParts.missing(
            register.causal(),
            register.seen(peer.outline()),
            peer.lacking().causal(),
            register.seen(peer.names()),
            sealed));
  }
}
