package org.rejoin.crdt;

import java.math.BigInteger;

/** A sum of longs in 128 bits, which no number of longs that fits in memory can overflow. */
record WideSum(long high, long low) {
  static final WideSum ZERO = new WideSum(0, 0);

  WideSum plus(long value) {
    long sum = low + value;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new WideSum(high + (value >> 63) + carry, sum);
  }

  WideSum plus(WideSum other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new WideSum(high + other.high + carry, sum);
  }

  /** The sum with the other sign. */
  WideSum negated() {
    return new WideSum(~high, ~low).plus(1);
  }

  private boolean isLong() {
    return high == low >> 63;
  }

  /** The sum; {@link ArithmeticException} when it does not fit. */
  long toLong() {
    if (!isLong()) {
      throw new ArithmeticException("the sum does not fit in a long: " + toBigInteger());
    }
    return low;
  }

  /** The sum, or the nearest long. */
  long toNearestLong() {
    return isLong() ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  BigInteger toBigInteger() {
    BigInteger unsigned = BigInteger.valueOf(low);
    return BigInteger.valueOf(high + (low < 0 ? 1 : 0)).shiftLeft(64).add(unsigned);
  }
}
