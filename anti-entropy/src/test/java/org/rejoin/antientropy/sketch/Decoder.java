package org.rejoin.antientropy.sketch;

import org.rejoin.crdt.codec.HashSuite;

/** What the checks of decoding need: {@link Peeling} in one window, its model, and mutants. */
interface Decoder {
  PeelResult decode(Symbols mine, Symbols theirs, Acceptance acceptance);

  static Decoder real(HashSuite suite) {
    return (mine, theirs, acceptance) ->
        new Peeling(suite, acceptance, mine.to()).feed(mine, theirs);
  }
}
