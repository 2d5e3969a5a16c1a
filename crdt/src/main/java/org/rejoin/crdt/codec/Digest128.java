package org.rejoin.crdt.codec;

/**
 * 128 bits of a hash, and the group they form under addition mod 2^128: what is summed can be taken
 * out again, in any order. Immutable. No value is special; zero is the sum of nothing.
 */
public record Digest128(long high, long low) implements Comparable<Digest128> {
  /** The sum of nothing. */
  public static final Digest128 ZERO = new Digest128(0, 0);

  /** Sum mod 2^128. */
  public Digest128 plus(Digest128 other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new Digest128(high + other.high + carry, sum);
  }

  /** Difference mod 2^128: {@code a.plus(b).minus(b)} equals {@code a}. */
  public Digest128 minus(Digest128 other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new Digest128(high - other.high - borrow, low - other.low);
  }

  /** This added up {@code count} times, mod 2^128; the count is taken as unsigned. */
  public Digest128 times(long count) {
    return new Digest128(
        high * count
            + Math.multiplyHigh(low, count)
            + (low & (count >> 63))
            + (count & (low >> 63)),
        low * count);
  }

  /** 32 hexadecimal digits, most significant first. */
  public String toHex() {
    return String.format(java.util.Locale.ROOT, "%016x%016x", high, low);
  }

  @Override
  public int compareTo(Digest128 other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
