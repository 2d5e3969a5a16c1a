package org.rejoin.antientropy.sketch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.sketch.PeelResult.Decoded;
import org.rejoin.antientropy.sketch.PeelResult.Failed;
import org.rejoin.antientropy.sketch.PeelResult.More;
import org.rejoin.antientropy.sketch.PeelResult.Reason;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Decodes the difference of two sets of items from my symbols and the peer's, window by window,
 * until all that were received are explained. A symbol of the difference that holds one item alone
 * is <em>pure</em>: its count is 1 (the item is mine alone) or -1 (theirs), its check is that of
 * the item, and the item maps to its index. The item is recorded and taken out of all its symbols,
 * which may leave others pure.
 *
 * <p>Ends whatever the symbols are: n of them name at most n items, each of which is taken out
 * once, of 2 ln n symbols if the peer cannot choose checks. Memory: 24 B a symbol, up to twice that
 * between windows, and about 80 B an item. Time: about 2 ln n touches and some hashes an item, and
 * a glance at each item a window: windows that are much smaller than asked are the caller's to
 * refuse. Not thread-safe. Yang et al., SIGCOMM 2024, sections 3 and 4.
 */
public final class Peeling {
  private final HashSuite suite;
  private final Acceptance acceptance;
  private final int maxSymbols;

  private long[] flat = {};
  private int size;
  private final List<Taken> taken = new ArrayList<>();

  /** Indices of symbols that have changed since they were looked at. */
  private final BitSet changed = new BitSet();

  private PeelResult result = new More(0);

  /** An item that was found, and the walk over its symbols up to the last that was received. */
  private record Taken(Item item, long check, int sign, Mapping mapping) {}

  /**
   * Before the first symbol.
   *
   * @param maxSymbols how many may be received, 1 to {@link Symbols#MAX_INDEX}
   */
  public Peeling(HashSuite suite, Acceptance acceptance, int maxSymbols) {
    if (maxSymbols < 1 || maxSymbols > Symbols.MAX_INDEX) {
      throw new IllegalArgumentException(
          "1 to " + Symbols.MAX_INDEX + " symbols may be received, not " + maxSymbols);
    }
    this.suite = suite;
    this.acceptance = acceptance;
    this.maxSymbols = maxSymbols;
  }

  /** How many symbols were received: the index of the next one. */
  public int received() {
    return size;
  }

  /** What they tell so far. */
  public PeelResult result() {
    return result;
  }

  /**
   * Takes the next symbols of both sides.
   *
   * @throws MalformedBytesException if theirs do not go on where the last ended, or are none or too
   *     many; nothing has changed
   * @throws IllegalArgumentException if mine are not of the same indices
   * @throws IllegalStateException if this has ended
   */
  public PeelResult feed(Symbols mine, Symbols theirs) {
    if (!(result instanceof More)) {
      throw new IllegalStateException("symbols for a decoding that has ended: " + result);
    }
    if (theirs.from() != size || theirs.size() == 0 || theirs.to() > maxSymbols) {
      throw new MalformedBytesException(
          theirs + " where symbols from " + size + " up to at most " + maxSymbols + " are due");
    }
    append(mine.minus(theirs));
    result = peel() ? standing() : new Failed(Reason.TOO_MANY_ITEMS, size);
    return result;
  }

  private void append(Symbols window) {
    int before = size;
    size = window.to();
    if (flat.length < size * Symbols.WORDS) {
      int room = Math.min(maxSymbols, Math.max(size, 2 * before));
      flat = Arrays.copyOf(flat, room * Symbols.WORDS);
    }
    window.copyTo(flat);
    taken.forEach(this::takeOut);
    changed.set(before, size);
  }

  /** Takes items out until no symbol is pure; false if there are more than there can be. */
  private boolean peel() {
    for (int index = nextChanged(0); index >= 0; index = nextChanged(index)) {
      changed.clear(index);
      int sign = (byte) (tail(index) >>> Symbols.COUNT_SHIFT);
      if (sign != 1 && sign != -1) {
        continue;
      }
      Item item = new Item(flat[index * Symbols.WORDS], flat[index * Symbols.WORDS + 1]);
      long check = Mapping.check(suite, item);
      if (Symbols.isCheck(tail(index), check) && isMapped(check, index) && isAccepted(item, sign)) {
        if (taken.size() == size) {
          return false;
        }
        Taken found = new Taken(item, check, sign, new Mapping(check));
        taken.add(found);
        takeOut(found);
      }
    }
    return true;
  }

  /** The next index to look at, going round; -1 if none is left. */
  private int nextChanged(int from) {
    int next = changed.nextSetBit(from);
    return next >= 0 ? next : changed.nextSetBit(0);
  }

  private static boolean isMapped(long check, int index) {
    Mapping mapping = new Mapping(check);
    while (mapping.index() < index) {
      mapping.advance();
    }
    return mapping.index() == index;
  }

  private boolean isAccepted(Item item, int sign) {
    return sign > 0 ? acceptance.canBeMine(item) : acceptance.canBeTheirs(item);
  }

  /** Takes an item out of those of its symbols in which it still is. */
  private void takeOut(Taken found) {
    Mapping mapping = found.mapping;
    while (mapping.index() < size) {
      Symbols.toggle(flat, mapping.index(), found.item, found.check, -found.sign);
      changed.set(mapping.index());
      mapping.advance();
    }
  }

  private PeelResult standing() {
    if (!isExplained()) {
      return size < maxSymbols ? new More(size) : new Failed(Reason.NOT_ENOUGH, size);
    }
    Decoded decoded = new Decoded(items(1), items(-1));
    return acceptance.accepts(decoded) ? decoded : new Failed(Reason.SUM_DIFFERS, size);
  }

  /** Whether nothing is left in any symbol. */
  private boolean isExplained() {
    for (int index = 0; index < size; index++) {
      int at = index * Symbols.WORDS;
      boolean isCountZero = (byte) (tail(index) >>> Symbols.COUNT_SHIFT) == 0;
      if (flat[at] != 0 || flat[at + 1] != 0 || !Symbols.isCheck(tail(index), 0) || !isCountZero) {
        return false;
      }
    }
    return true;
  }

  private List<Item> items(int sign) {
    return taken.stream().filter(found -> found.sign == sign).map(Taken::item).sorted().toList();
  }

  private long tail(int index) {
    return flat[index * Symbols.WORDS + 2];
  }
}
