package org.rejoin.crdt;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;

/**
 * A large state as many small parts, for peers that find out by hashes of parts what they lack,
 * where a {@link Summary} would be as long as the state. What all parts have in common, or cannot
 * be told part by part, is the <b>outline</b>, as of causal types the context: short however many
 * parts are alive. SPI; immutable and thread-safe.
 *
 * <p>Law ({@code Law.PARTS}): of states x and y, let {@code lacking} be the parts of y whose hashes
 * x does not have, and the other way round; then {@code x.join(y.missing(peer))} is {@code
 * x.join(y)}, with {@code peer} as {@link Peer} says. With fewer parts in {@code lacking}, or fewer
 * names, less is sent, and still nothing that y does not say.
 *
 * @param <S> the state
 */
public interface Parts<S extends Crdt<S>> {
  /**
   * What is known of a peer.
   *
   * @param outline the peer's outline
   * @param lacking those of my parts that the peer does not hold as they are
   * @param names the peer's {@link #names} of those of its parts that I do not hold as they are
   */
  record Peer<S>(Summary outline, S lacking, Summary names) {}

  /** What a peer is told beside hashes. In the encoding of a summary of the type. */
  Summary outline();

  /** Tells the hash of each part, in no particular order; no hash twice. One hash a part. */
  void forEach(HashSuite suite, Consumer<? super Digest128> action);

  /** The parts with chosen hashes, and nothing else of the state. One hash a part. */
  S choose(HashSuite suite, Predicate<? super Digest128> chosen);

  /** What a peer that lacks {@code some} of my parts has to be told of them; short. */
  Summary names(S some);

  /**
   * What the peer lacks of this state, as {@link Crdt#deltaSince(Summary, Sealed)} would tell it by
   * a summary; of counters also cells of which the peer has higher ones.
   */
  S missing(Peer<S> peer, Sealed sealed);

  /** The same where no id is sealed. */
  default S missing(Peer<S> peer) {
    return missing(peer, Sealed.none());
  }
}
