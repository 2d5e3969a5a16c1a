package org.rejoin.antientropy.sketch;

import java.util.Arrays;
import java.util.Collection;
import org.rejoin.antientropy.Item;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * A run of coded symbols, of one index after the other, as far as the wire carries them: of the
 * items mapped to an index the XOR, the XOR of the low 24 bits of their checks, and their number
 * mod 256. Linear: what is coded for disjoint sets of items combines to what is coded for their
 * union, and the difference of two runs is that of the items that are not in both.
 *
 * <p>Three longs a symbol: XOR of places, XOR of version hashes, count and check. On the wire
 * {@value #ENCODED_BYTES} bytes. Immutable.
 */
public final class Symbols {
  private static final int CHECK_BYTES = 3;

  /** Bytes of an encoded symbol. */
  public static final int ENCODED_BYTES = Item.PLACE_BYTES + Long.BYTES + CHECK_BYTES + 1;

  /** No run reaches beyond this index. */
  public static final int MAX_INDEX = 1 << 20;

  /** Longs a symbol: places, version hashes, (count, low bits of the checks). */
  static final int WORDS = 3;

  static final int COUNT_SHIFT = CHECK_BYTES * Byte.SIZE;
  private static final long CHECK_MASK = (1L << COUNT_SHIFT) - 1;
  private static final long TAIL_MASK = 0xffL << COUNT_SHIFT | CHECK_MASK;

  private final int from;
  private final long[] flat;

  /** Takes the array, cutting counts down to what the wire carries. */
  private Symbols(int from, long[] flat) {
    this.from = from;
    this.flat = flat;
    for (int at = WORDS - 1; at < flat.length; at += WORDS) {
      flat[at] &= TAIL_MASK;
    }
  }

  /** No symbols, where those from an index on would be. */
  public static Symbols none(int from) {
    return new Symbols(from, new long[0]);
  }

  /** A copy of the symbols in {@code flat} from index {@code from} up to {@code to}. */
  static Symbols copyOf(long[] flat, int from, int to) {
    return new Symbols(from, Arrays.copyOfRange(flat, from * WORDS, to * WORDS));
  }

  /** Puts an item into the symbol at {@code index}, or takes it out ({@code sign} -1). */
  static void toggle(long[] flat, int index, Item item, long check, int sign) {
    int at = index * WORDS;
    flat[at] ^= item.place();
    flat[at + 1] ^= item.versionHash();
    // A sum in the upper half and an XOR in the lower one, which cannot carry.
    flat[at + 2] = (flat[at + 2] ^ (check & CHECK_MASK)) + ((long) sign << COUNT_SHIFT);
  }

  /** Whether the checks of what is in a symbol, as its last long has them, come to this one's. */
  static boolean isCheck(long tail, long check) {
    return ((tail ^ check) & CHECK_MASK) == 0;
  }

  /** Index of the first symbol. */
  public int from() {
    return from;
  }

  /** Number of symbols. */
  public int size() {
    return flat.length / WORDS;
  }

  /** Index after the last symbol. */
  public int to() {
    return from + size();
  }

  /** The number of items in the symbol at {@code index}, mod 256, as -128 to 127. */
  public int count(int index) {
    return (byte) (flat[at(index) + 2] >>> COUNT_SHIFT);
  }

  /** The symbols from index {@code first} up to {@code last}. */
  public Symbols run(int first, int last) {
    if (first < from || first > last || last > to()) {
      throw new IllegalArgumentException(
          "symbols " + first + " to " + last + " are not in a run of " + from + " to " + to());
    }
    int start = (first - from) * WORDS;
    return new Symbols(first, Arrays.copyOfRange(flat, start, (last - from) * WORDS));
  }

  /**
   * The symbols of the union of disjoint sets of items.
   *
   * @throws IllegalArgumentException if there is no run, or not all are of the same indices
   */
  public static Symbols combined(Collection<Symbols> runs) {
    Symbols first =
        runs.stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no symbols to combine"));
    long[] sum = new long[first.flat.length];
    for (Symbols run : runs) {
      run.requireAligned(first);
      accumulate(sum, run.flat, 1);
    }
    return new Symbols(first.from, sum);
  }

  /** The symbols of the difference: items that are here alone count 1, those there alone -1. */
  public Symbols minus(Symbols other) {
    other.requireAligned(this);
    long[] difference = flat.clone();
    accumulate(difference, other.flat, -1);
    return new Symbols(from, difference);
  }

  /** Appends the first index, the number of symbols, and {@value #ENCODED_BYTES} bytes each. */
  public void write(CanonicalOut out) {
    out.writeVarInt(from).writeVarInt(size());
    for (int at = 0; at < flat.length; at += WORDS) {
      Item.writePlace(flat[at], out);
      out.writeFixedLong(flat[at + 1]);
      long tail = flat[at + 2];
      for (int shift = COUNT_SHIFT; shift >= 0; shift -= Byte.SIZE) {
        out.writeByte((int) (tail >>> shift) & 0xff);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote. Allocates in proportion to the bytes that are there.
   *
   * @throws MalformedBytesException if it is something else or reaches beyond {@link #MAX_INDEX}
   */
  public static Symbols read(CanonicalIn in) {
    int from = in.readVarInt(MAX_INDEX);
    int size = in.readCount(ENCODED_BYTES);
    if (size > MAX_INDEX - from) {
      throw in.malformed(size + " symbols from " + from + " reach beyond " + MAX_INDEX);
    }
    long[] flat = new long[size * WORDS];
    for (int at = 0; at < flat.length; at += WORDS) {
      flat[at] = Item.readPlace(in);
      flat[at + 1] = in.readFixedLong();
      for (int read = 0; read <= COUNT_SHIFT; read += Byte.SIZE) {
        flat[at + 2] = flat[at + 2] << Byte.SIZE | in.readByte();
      }
    }
    return new Symbols(from, flat);
  }

  /** Copies the symbols to their places in {@code target}, which begins with index 0. */
  void copyTo(long[] target) {
    System.arraycopy(flat, 0, target, from * WORDS, flat.length);
  }

  private static void accumulate(long[] sum, long[] other, int sign) {
    for (int at = 0; at < sum.length; at += WORDS) {
      sum[at] ^= other[at];
      sum[at + 1] ^= other[at + 1];
      long count = sign * (other[at + 2] & ~CHECK_MASK);
      sum[at + 2] = (sum[at + 2] ^ (other[at + 2] & CHECK_MASK)) + count;
    }
  }

  private void requireAligned(Symbols other) {
    if (from != other.from || flat.length != other.flat.length) {
      throw new IllegalArgumentException(
          "symbols " + from + " to " + to() + " beside " + other.from + " to " + other.to());
    }
  }

  private int at(int index) {
    if (index < from || index >= to()) {
      throw new IllegalArgumentException(
          "symbol " + index + " is not in a run of " + from + " to " + to());
    }
    return (index - from) * WORDS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Symbols run && from == run.from && Arrays.equals(flat, run.flat);
  }

  @Override
  public int hashCode() {
    return 31 * from + Arrays.hashCode(flat);
  }

  @Override
  public String toString() {
    return "Symbols[" + from + " to " + to() + "]";
  }
}
