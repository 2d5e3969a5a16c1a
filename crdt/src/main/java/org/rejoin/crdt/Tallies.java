package org.rejoin.crdt;

import java.math.BigInteger;
import java.util.List;
import org.rejoin.crdt.kernel.CausalEdit;
import org.rejoin.crdt.kernel.DotTally;
import org.rejoin.crdt.kernel.Tally;

/** What resettable counters do with their tallies, alone and in maps. */
final class Tallies {
  private Tallies() {}

  /** What is counted and not undone. */
  static BigInteger total(DotTally store) {
    BigInteger[] total = {BigInteger.ZERO};
    store.forEach(
        (dot, tally) ->
            total[0] =
                total[0]
                    .add(BigInteger.valueOf(tally.liveUp()))
                    .subtract(BigInteger.valueOf(tally.liveDown())));
    return total[0];
  }

  static long asLong(BigInteger total) {
    if (total.bitLength() > 63) {
      throw new ArithmeticException("the value " + total + " does not fit in a long");
    }
    return total.longValue();
  }

  /**
   * The store after this edit counted so much more. A new dot, unless the own one has something
   * that is not undone.
   */
  static DotTally add(DotTally store, CausalEdit edit, long up, long down) {
    if ((up | down) < 0) {
      throw new IllegalArgumentException("an amount cannot be negative: " + (up < 0 ? up : down));
    }
    if ((up | down) == 0) {
      return store;
    }
    asLong(total(store).add(BigInteger.valueOf(up)).subtract(BigInteger.valueOf(down)));
    List<Dot> own = store.dots().stream().filter(edit::isOwn).toList();
    Dot dot = own.isEmpty() ? null : own.get(0);
    Tally before = dot == null ? null : store.tally(dot);
    if (dot == null || before == null || !before.showsContent()) {
      edit.killAll(own);
      return store.minus(own).put(edit.newDot(), new Tally(up, 0, down, 0));
    }
    Tally after =
        new Tally(
            Math.addExact(before.up(), up),
            before.upUndone(),
            Math.addExact(before.down(), down),
            before.downUndone());
    edit.raise(dot);
    return store.put(dot, after);
  }
}
