package org.rejoin.antientropy.sketch;

import java.util.List;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.HashSuite;

/** Where a {@link Peeling} stands. Immutable. */
public sealed interface PeelResult {
  /**
   * The symbols so far do not tell: read on.
   *
   * @param received how many symbols were received
   */
  record More(int received) implements PeelResult {}

  /**
   * The whole difference, accepted.
   *
   * @param onlyMine ascending
   * @param onlyTheirs ascending
   */
  record Decoded(List<Item> onlyMine, List<Item> onlyTheirs) implements PeelResult {
    /** Copies the lists. */
    public Decoded {
      onlyMine = List.copyOf(onlyMine);
      onlyTheirs = List.copyOf(onlyTheirs);
    }

    /** Number of items. */
    public int size() {
      return onlyMine.size() + onlyTheirs.size();
    }

    /** What the peer's sum should be if mine is {@code mine}. */
    public RangeSum applied(HashSuite suite, RangeSum mine) {
      RangeSum sum = mine;
      for (Item item : onlyMine) {
        sum = sum.minus(RangeSum.of(suite, item));
      }
      for (Item item : onlyTheirs) {
        sum = sum.plus(RangeSum.of(suite, item));
      }
      return sum;
    }
  }

  /**
   * These symbols will not tell: compare in another way.
   *
   * @param reason why
   * @param received how many symbols were received
   */
  record Failed(Reason reason, int received) implements PeelResult {}

  /** Why a decoding failed. */
  enum Reason {
    /** As many symbols were received as may be, and they do not tell. */
    NOT_ENOUGH,
    /** More items came out than there are symbols: no two sets of items have such symbols. */
    TOO_MANY_ITEMS,
    /** All symbols are explained, but the sums are not: something was taken for an item. */
    SUM_DIFFERS
  }
}
