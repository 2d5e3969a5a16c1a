package org.rejoin.antientropy.sketch;

import java.util.Collection;
import java.util.function.IntUnaryOperator;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.HashSuite;

/** Feeds a decoder windows of two sketches, over encoded runs, until it ends. */
final class PeelRun {
  private final Peeling peeling;
  private final Sketch mine;
  private final Sketch theirs;

  PeelRun(
      HashSuite suite,
      Collection<Item> mine,
      Collection<Item> theirs,
      Acceptance acceptance,
      int maxSymbols) {
    this.peeling = new Peeling(suite, acceptance, maxSymbols);
    this.mine = Sketch.of(suite, maxSymbols, mine.iterator());
    this.theirs = Sketch.of(suite, maxSymbols, theirs.iterator());
  }

  static PeelRun of(HashSuite suite, Collection<Item> mine, Collection<Item> theirs, int most) {
    return new PeelRun(suite, mine, theirs, new Truth(suite, mine, theirs), most);
  }

  /** {@code window} tells the size of the next window from what was received. */
  PeelResult toEnd(IntUnaryOperator window) {
    while (peeling.result() instanceof PeelResult.More) {
      int from = peeling.received();
      int to = Math.min(mine.size(), from + window.applyAsInt(from));
      byte[] sent = SketchFixtures.bytes(theirs.symbols(from, to));
      peeling.feed(mine.symbols(from, to), SketchFixtures.read(sent));
    }
    return peeling.result();
  }

  /** As an exchange asks: the symbols that ride along, then more. */
  PeelResult toEnd() {
    return toEnd(from -> from == 0 ? Sizing.FIRST_SYMBOLS : Sizing.nextWindow(from));
  }

  int received() {
    return peeling.received();
  }
}
