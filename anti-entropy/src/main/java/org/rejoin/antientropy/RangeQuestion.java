package org.rejoin.antientropy;

import java.util.ArrayList;
import java.util.List;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Asks what a peer holds in some ranges. Self-contained: the peer keeps nothing between questions.
 * Immutable.
 *
 * @param nonce salt of the fingerprints, the same for all questions of one walk
 * @param ranges 1 to {@value #MAX_RANGES} disjoint ranges, ascending
 */
public record RangeQuestion(long nonce, List<Range> ranges) {
  /** How many ranges one question may name. */
  public static final int MAX_RANGES = 64;

  /** Copies the list; refuses too many ranges and a wrong order. */
  public RangeQuestion {
    ranges = List.copyOf(ranges);
    if (ranges.isEmpty() || ranges.size() > MAX_RANGES) {
      throw new IllegalArgumentException("a question names 1 to 64 ranges, not " + ranges.size());
    }
    if (!isAscending(ranges)) {
      throw new IllegalArgumentException("ranges not disjoint and ascending: " + ranges);
    }
  }

  /** Appends the canonical bytes, at most 393. */
  public void write(CanonicalOut out) {
    out.writeFixedLong(nonce).writeVarInt(ranges.size());
    ranges.forEach(range -> range.write(out));
  }

  /** Reads what {@link #write} wrote. */
  public static RangeQuestion read(CanonicalIn in) {
    long nonce = in.readFixedLong();
    int size = in.readVarInt(MAX_RANGES);
    if (size == 0) {
      throw in.malformed("a question without ranges");
    }
    List<Range> ranges = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      ranges.add(Range.read(in));
    }
    if (!isAscending(ranges)) {
      throw in.malformed("ranges not disjoint and ascending");
    }
    return new RangeQuestion(nonce, ranges);
  }

  private static boolean isAscending(List<Range> ranges) {
    for (int i = 1; i < ranges.size(); i++) {
      if (Long.compareUnsigned(ranges.get(i - 1).last(), ranges.get(i).prefix()) >= 0) {
        return false;
      }
    }
    return true;
  }
}
