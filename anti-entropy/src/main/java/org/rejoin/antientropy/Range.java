package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * The key hashes whose top {@code bits} bits are those of {@code prefix}. Two ranges are either
 * disjoint or one holds the other. Questions on the wire name ranges, never nodes of a tree, so
 * that no peer depends on the shape of another's tree. Immutable.
 *
 * @param prefix the common bits; all others are 0
 * @param bits how many bits are common, 0 to {@link Item#PLACE_BITS}
 */
public record Range(long prefix, int bits) {
  /** Bits by which a child is longer than its parent. */
  static final int FANOUT_BITS = 4;

  private static final int MAX_BITS = Item.PLACE_BITS;

  private static final Range ALL = new Range(0, 0);

  /** Refuses bits outside 0 to 40 and a prefix with bits beyond them. */
  public Range {
    if (bits < 0 || bits > MAX_BITS) {
      throw new IllegalArgumentException("a range has 0 to 40 bits, not " + bits);
    }
    if ((prefix & suffixMask(bits)) != 0) {
      throw new IllegalArgumentException(
          "prefix " + Long.toHexString(prefix) + " has bits set beyond its first " + bits);
    }
  }

  /** Every key hash. */
  public static Range all() {
    return ALL;
  }

  /** Whether {@code keyHash} is in this range. */
  public boolean contains(long keyHash) {
    return (keyHash & ~suffixMask(bits)) == prefix;
  }

  /** Whether all of {@code other} is in this range. */
  public boolean contains(Range other) {
    return other.bits >= bits && contains(other.prefix);
  }

  /** Whether there is a key hash in both. */
  public boolean intersects(Range other) {
    return contains(other) || other.contains(this);
  }

  /** The greatest key hash of this range, unsigned; the least is {@link #prefix}. */
  public long last() {
    return prefix | suffixMask(bits);
  }

  /**
   * The 16 ranges with four bits more, ascending; the bits end at 40, so a range of 37 to 39 bits
   * has 8, 4 or 2 children and one of 40 bits has none.
   */
  public List<Range> children() {
    int width = childWidth();
    if (width == 0) {
      return List.of();
    }
    List<Range> children = new ArrayList<>(1 << width);
    int childBits = bits + width;
    for (long i = 0; i < 1L << width; i++) {
      children.add(new Range(prefix | i << (Long.SIZE - childBits), childBits));
    }
    return List.copyOf(children);
  }

  /** Appends the number of bits and the bytes of the prefix that hold them; 1 to 6 bytes. */
  public void write(CanonicalOut out) {
    out.writeByte(bits);
    for (int written = 0; written < bits; written += Byte.SIZE) {
      out.writeByte((int) (prefix >>> (Long.SIZE - Byte.SIZE - written)));
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Range read(CanonicalIn in) {
    int bits = in.readByte();
    if (bits > MAX_BITS) {
      throw in.malformed("a range has at most 40 bits, found " + bits);
    }
    long prefix = 0;
    for (int read = 0; read < bits; read += Byte.SIZE) {
      prefix |= (long) in.readByte() << (Long.SIZE - Byte.SIZE - read);
    }
    if ((prefix & suffixMask(bits)) != 0) {
      throw in.malformed("a range with bits set beyond its first " + bits);
    }
    return new Range(prefix, bits);
  }

  /** Whether it is one place, which has no children. */
  boolean isPlace() {
    return bits == MAX_BITS;
  }

  /** log2 of the number of children. */
  int childWidth() {
    return Math.min(FANOUT_BITS, MAX_BITS - bits);
  }

  /** Which child holds {@code keyHash}, which must be in this range; not for 40 bits. */
  int childIndex(long keyHash) {
    return (int) ((keyHash << bits) >>> (Long.SIZE - childWidth()));
  }

  private static long suffixMask(int bits) {
    return -1L >>> bits;
  }

  @Override
  public String toString() {
    return Long.toHexString(prefix) + "/" + bits;
  }
}
