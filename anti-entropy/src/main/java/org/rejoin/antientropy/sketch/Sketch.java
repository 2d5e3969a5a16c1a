package org.rejoin.antientropy.sketch;

import java.util.Arrays;
import java.util.Iterator;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.HashSuite;

/**
 * The first coded symbols of a set of items that changes. Every prefix is a code by itself: two
 * sketches of any sizes compare by their common indices.
 *
 * <p>A change of an item touches about 2 ln(size/2) + 1 symbols, 16 of {@link #RESIDENT_SIZE}. 24 B
 * a symbol. Never says what is in it: whoever removes an item that was not added has coded -1 of
 * it. Not thread-safe. Yang et al., SIGCOMM 2024, section 4.
 */
public final class Sketch {
  /** Symbols of a sketch that is kept: enough for a difference of 2800 items. */
  public static final int RESIDENT_SIZE = 4096;

  private final HashSuite suite;
  private final int size;
  private final long[] flat;

  /**
   * Of no items.
   *
   * @param size number of symbols, 1 to {@link Symbols#MAX_INDEX}
   */
  public Sketch(HashSuite suite, int size) {
    if (size < 1 || size > Symbols.MAX_INDEX) {
      throw new IllegalArgumentException(
          "a sketch has 1 to " + Symbols.MAX_INDEX + " symbols, not " + size);
    }
    this.suite = suite;
    this.size = size;
    this.flat = new long[size * Symbols.WORDS];
  }

  /** Of these items: how sketches longer than those that are kept, or of other scopes, are made. */
  public static Sketch of(HashSuite suite, int size, Iterator<Item> items) {
    Sketch sketch = new Sketch(suite, size);
    items.forEachRemaining(sketch::add);
    return sketch;
  }

  /** Number of symbols. */
  public int size() {
    return size;
  }

  /** Adds an item. */
  public void add(Item item) {
    toggle(item, 1);
  }

  /** Removes an item. */
  public void remove(Item item) {
    toggle(item, -1);
  }

  /** A copy of the symbols from index {@code from} up to {@code to}. */
  public Symbols symbols(int from, int to) {
    if (from < 0 || from > to || to > size) {
      throw new IllegalArgumentException(
          "symbols " + from + " to " + to + " are not in a sketch of " + size);
    }
    return Symbols.copyOf(flat, from, to);
  }

  /** Adds an item ({@code sign} 1) or removes it (-1). */
  void toggle(Item item, int sign) {
    long check = Mapping.check(suite, item);
    Mapping mapping = new Mapping(check);
    while (mapping.index() < size) {
      Symbols.toggle(flat, mapping.index(), item, check, sign);
      mapping.advance();
    }
  }

  /** Removes everything. */
  void clear() {
    Arrays.fill(flat, 0);
  }

  @Override
  public String toString() {
    return "Sketch[" + size + " symbols]";
  }
}
