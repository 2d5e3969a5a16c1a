package org.rejoin.crdt.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.rejoin.crdt.Dot;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Numbers the dots of one context in ascending order, from 0: how encodings name live dots, in few
 * bytes. Both ways O(log intervals). Immutable.
 */
final class DotTable {
  /** No honest object has so many dots; more would not be numbered by a long. */
  private static final long MAX_DOTS = 1L << 62;

  private final CausalContext context;

  /** By interval, over all ids: index of the id, first counter, number of its first dot. */
  private final int[] ids;

  private final long[] lows;
  private final long[] firsts;

  /** By index of an id: its first interval. */
  private final int[] starts;

  private final long size;

  /** Throws {@link IllegalArgumentException} for a context of more than 2^62 dots. */
  DotTable(CausalContext context) {
    this.context = context;
    int count = context.runCount();
    ids = new int[count];
    lows = new long[count];
    firsts = new long[count];
    starts = new int[context.replicaCount()];
    long total = 0;
    int run = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = run;
      long[] own = context.runsAt(i);
      for (int k = 0; k < own.length; k += 2) {
        ids[run] = i;
        lows[run] = own[k];
        firsts[run++] = total;
        total += own[k + 1] - own[k] + 1;
        if (total > MAX_DOTS) {
          throw new IllegalArgumentException("a context of more than " + MAX_DOTS + " dots");
        }
      }
    }
    size = total;
  }

  /** How many dots. */
  long size() {
    return size;
  }

  /** The number of a dot that is in the context. */
  long numberOf(Dot dot) {
    int id = context.indexOf(dot.replica());
    if (id < 0) {
      throw new IllegalStateException("dot " + dot + " is not in context " + context);
    }
    int end = id + 1 < starts.length ? starts[id + 1] : lows.length;
    int run = Arrays.binarySearch(lows, starts[id], end, dot.counter());
    int at = run >= 0 ? run : -run - 2;
    return firsts[at] + (dot.counter() - lows[at]);
  }

  /**
   * Writes a list of ascending dots: for each twice its distance from the one before, and one if
   * another follows, then what {@code leaf} writes. The first is one higher, so that 0 is no dot.
   */
  void write(List<Dot> dots, CanonicalOut out, Consumer<? super Dot> leaf) {
    if (dots.isEmpty()) {
      out.writeByte(0);
    }
    long next = 0;
    for (int i = 0; i < dots.size(); i++) {
      long number = numberOf(dots.get(i));
      int more = i + 1 < dots.size() ? 1 : 0;
      out.writeVarLong(((number - next) << 1 | more) + (i == 0 ? 1 : 0));
      leaf.accept(dots.get(i));
      next = number + 1;
    }
  }

  /** The dot of a number below {@link #size}. */
  Dot dot(long number) {
    int run = Arrays.binarySearch(firsts, number);
    int at = run >= 0 ? run : -run - 2;
    ReplicaId id = context.replica(ids[at]);
    return new Dot(id, lows[at] + (number - firsts[at]));
  }
}
