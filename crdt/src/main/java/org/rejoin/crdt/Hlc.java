package org.rejoin.crdt;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A hybrid logical clock reading: 48 bits of milliseconds since 1970 and a 16-bit counter, in one
 * long, compared as an unsigned number. Reads no clock: wall time is a parameter.
 *
 * <p>Paper: Kulkarni et al., <i>Logical Physical Clocks</i>, OPODIS 2014.
 */
public record Hlc(long bits) implements Comparable<Hlc> {
  /** Before every reading. */
  public static final Hlc ZERO = new Hlc(0);

  private static final int COUNTER_BITS = 16;
  private static final long MAX_MILLIS = (1L << 48) - 1;
  private static final long MAX_COUNTER = (1L << COUNTER_BITS) - 1;

  /** The first reading of a millisecond. */
  public static Hlc ofMillis(long wallMillis) {
    return new Hlc(Math.max(0, Math.min(MAX_MILLIS, wallMillis)) << COUNTER_BITS);
  }

  /** The milliseconds part. */
  public long millis() {
    return bits >>> COUNTER_BITS;
  }

  /**
   * The next reading of a clock that last read this: never before wall time, always after this. A
   * full counter borrows from the milliseconds.
   */
  public Hlc next(long wallMillis) {
    Hlc wall = ofMillis(wallMillis);
    if (wall.compareTo(this) > 0) {
      return wall;
    }
    if (bits == -1L) {
      throw new IllegalStateException("the hybrid clock is at its end; wall time " + wallMillis);
    }
    return new Hlc(bits + 1);
  }

  /** The later of the two. */
  public Hlc max(Hlc other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * Twice the milliseconds, and one if a counter above 0 follows, both as varints: six bytes until
   * the year 2039 where the clock advanced by itself, as it mostly does.
   */
  public void write(CanonicalOut out) {
    long counter = bits & MAX_COUNTER;
    out.writeVarLong(millis() << 1 | (counter == 0 ? 0 : 1));
    if (counter != 0) {
      out.writeVarLong(counter);
    }
  }

  /** Reads what {@link #write} wrote and refuses all else. */
  public static Hlc read(CanonicalIn in) {
    long head = in.readVarLong();
    long millis = head >>> 1;
    boolean isCounted = (head & 1) != 0;
    long counter = isCounted ? in.readVarLong() : 0;
    if (millis > MAX_MILLIS || counter < (isCounted ? 1 : 0) || counter > MAX_COUNTER) {
      throw in.malformed("not a clock reading: " + millis + "." + Long.toUnsignedString(counter));
    }
    return new Hlc(millis << COUNTER_BITS | counter);
  }

  @Override
  public int compareTo(Hlc other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** Milliseconds and counter. */
  @Override
  public String toString() {
    return millis() + "." + (bits & MAX_COUNTER);
  }
}
