package org.rejoin.crdt;

import java.util.Locale;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * One incarnation of a node: 64 random bits, new at each start, never used again. Ordered as an
 * unsigned number. The id 0 stands for no incarnation (in counters for all that were sealed); edits
 * of counters under it are refused.
 */
public record ReplicaId(long value) implements Comparable<ReplicaId> {
  /** Eight bytes. */
  public void write(CanonicalOut out) {
    out.writeFixedLong(value);
  }

  /** Reads eight bytes. */
  public static ReplicaId read(CanonicalIn in) {
    return new ReplicaId(in.readFixedLong());
  }

  @Override
  public int compareTo(ReplicaId other) {
    return Long.compareUnsigned(value, other.value);
  }

  /** 16 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x", value);
  }
}
