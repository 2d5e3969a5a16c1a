package org.rejoin.crdt;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** The parts of both sides of a pair; hashed again with the side, as both may hold the same. */
record PairParts<A extends Editable<A, EA>, B extends Editable<B, EB>, EA, EB>(
    Pair<A, B, EA, EB> pair) implements Parts<Pair<A, B, EA, EB>> {
  private static final int FIRST = 1;
  private static final int SECOND = 2;

  private static Digest128 of(int side, HashSuite suite, Digest128 hash) {
    CanonicalOut out = new CanonicalOut();
    return suite.hash128(HashDomain.PARTS, out.writeByte(side).writeDigest(hash).toByteArray());
  }

  @Override
  public Summary outline() {
    return new Pair.PairSummary(pair.first().parts().outline(), pair.second().parts().outline());
  }

  @Override
  public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
    pair.first().parts().forEach(suite, hash -> action.accept(of(FIRST, suite, hash)));
    pair.second().parts().forEach(suite, hash -> action.accept(of(SECOND, suite, hash)));
  }

  @Override
  public Pair<A, B, EA, EB> choose(HashSuite suite, Predicate<? super Digest128> chosen) {
    return pair.of(
        pair.first().parts().choose(suite, hash -> chosen.test(of(FIRST, suite, hash))),
        pair.second().parts().choose(suite, hash -> chosen.test(of(SECOND, suite, hash))));
  }

  @Override
  public Summary names(Pair<A, B, EA, EB> some) {
    return new Pair.PairSummary(
        pair.first().parts().names(some.first()), pair.second().parts().names(some.second()));
  }

  @Override
  public Pair<A, B, EA, EB> missing(Peer<Pair<A, B, EA, EB>> peer, Sealed sealed) {
    String tag = pair.type().tag();
    Pair.PairSummary outline = Pair.PairSummary.of(peer.outline(), tag);
    Pair.PairSummary names = Pair.PairSummary.of(peer.names(), tag);
    Pair<A, B, EA, EB> lacking = peer.lacking();
    return pair.of(
        pair.first()
            .parts()
            .missing(new Peer<>(outline.first(), lacking.first(), names.first()), sealed),
        pair.second()
            .parts()
            .missing(new Peer<>(outline.second(), lacking.second(), names.second()), sealed));
  }
}
