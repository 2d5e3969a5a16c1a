package org.rejoin.antientropy.sketch;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The obviously correct sketch: it remembers what happened and codes it symbol by symbol. Hooks are
 * for planted faults.
 */
class ModelSketch implements CodedSet {
  private final HashSuite suite;
  private final List<Change> changes = new ArrayList<>();

  private record Change(Item item, int sign) {}

  ModelSketch(HashSuite suite) {
    this.suite = suite;
  }

  @Override
  public void add(Item item) {
    changes.add(new Change(item, 1));
  }

  @Override
  public void remove(Item item) {
    changes.add(new Change(item, -1));
  }

  @Override
  public Symbols symbols(int to) {
    List<RawSymbol> symbols = new ArrayList<>();
    for (int index = 0; index < to; index++) {
      RawSymbol symbol = RawSymbol.ZERO;
      for (Change change : changes) {
        if (!isIgnored(change.item) && isMapped(change.item, index)) {
          symbol = symbol.with(change.item, codedCheck(change.item), codedSign(change.sign));
        }
      }
      symbols.add(symbol);
    }
    return RawSymbol.run(0, symbols);
  }

  /** The walk of the design, from the JDK's splitmix64. */
  boolean isMapped(Item item, int wanted) {
    SplittableRandom random = new SplittableRandom(check(item));
    long index = 0;
    while (index < wanted) {
      double uniform = ((random.nextLong() >>> 11) + 1) / 9007199254740992.0;
      index += Math.max(1, (long) Math.ceil((index + 1.5) * (1 / Math.sqrt(uniform) - 1)));
    }
    return index == wanted;
  }

  final long check(Item item) {
    return RangeSum.of(suite, item).sum().low();
  }

  boolean isIgnored(Item item) {
    return false;
  }

  int codedCheck(Item item) {
    return (int) check(item);
  }

  int codedSign(int sign) {
    return sign;
  }
}
