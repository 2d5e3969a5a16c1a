package org.rejoin.crdt;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/** The parts of what is under a rank; the rank is in the outline. */
record LexParts<A extends Editable<A, EA> & Chain<A>, B extends Editable<B, EB>, EA, EB>(
    Lex<A, B, EA, EB> lex) implements Parts<Lex<A, B, EA, EB>> {
  @Override
  public Summary outline() {
    return new Lex.LexSummary(lex.first().summary(), lex.second().parts().outline());
  }

  @Override
  public void forEach(HashSuite suite, Consumer<? super Digest128> action) {
    lex.second().parts().forEach(suite, action);
  }

  @Override
  public Lex<A, B, EA, EB> choose(HashSuite suite, Predicate<? super Digest128> chosen) {
    return lex.ranked(lex.second().parts().choose(suite, chosen));
  }

  @Override
  public Summary names(Lex<A, B, EA, EB> some) {
    return new Lex.LexSummary(lex.first().summary(), lex.second().parts().names(some.second()));
  }

  @Override
  public Lex<A, B, EA, EB> missing(Peer<Lex<A, B, EA, EB>> peer, Sealed sealed) {
    String tag = lex.type().tag();
    Lex.LexSummary names = Lex.LexSummary.of(peer.names(), tag);
    B lacking = peer.lacking().second();
    return lex.deltaSince(
        Lex.LexSummary.of(peer.outline(), tag),
        outline ->
            lex.second().parts().missing(new Peer<>(outline, lacking, names.second()), sealed));
  }
}
