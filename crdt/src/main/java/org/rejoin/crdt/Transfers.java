package org.rejoin.crdt;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Lattice;

/**
 * Who gave how much to whom, in all: rows (giver, receiver, amount), ascending, amounts above 0;
 * join takes the maximum. Only the giver writes a row. Immutable; a change copies all rows.
 */
final class Transfers implements Lattice<Transfers> {
  static final Transfers NONE = new Transfers(new long[0]);

  /** Giver, receiver, amount. */
  static final int ROW = 3;

  private record Hashed(HashSuite suite, Digest128 digest) {}

  interface Visitor {
    void row(long from, long to, long amount);
  }

  private final long[] rows;

  /** Computed when first asked for; a race computes the same value twice. */
  private @Nullable Hashed hashed;

  private Transfers(long[] rows) {
    this.rows = rows;
  }

  static Transfers row(ReplicaId from, ReplicaId to, long amount) {
    return amount == 0 ? NONE : new Transfers(new long[] {from.value(), to.value(), amount});
  }

  /** Ascending rows; the array is given away. */
  static Transfers of(long[] rows) {
    return rows.length == 0 ? NONE : new Transfers(rows);
  }

  @Override
  public boolean isBottom() {
    return rows.length == 0;
  }

  int size() {
    return rows.length / ROW;
  }

  void forEach(Visitor visitor) {
    for (int i = 0; i < rows.length; i += ROW) {
      visitor.row(rows[i], rows[i + 1], rows[i + 2]);
    }
  }

  long amount(ReplicaId from, ReplicaId to) {
    for (int i = 0; i < rows.length; i += ROW) {
      if (rows[i] == from.value() && rows[i + 1] == to.value()) {
        return rows[i + 2];
      }
    }
    return 0;
  }

  boolean hasGiver(ReplicaId id) {
    for (int i = 0; i < rows.length; i += ROW) {
      if (rows[i] == id.value()) {
        return true;
      }
    }
    return false;
  }

  /** What {@code id} was given, less what it gave. */
  WideSum net(ReplicaId id) {
    WideSum net = WideSum.ZERO;
    for (int i = 0; i < rows.length; i += ROW) {
      if (rows[i] == id.value()) {
        net = net.plus(-rows[i + 2]);
      } else if (rows[i + 1] == id.value()) {
        net = net.plus(rows[i + 2]);
      }
    }
    return net;
  }

  @Override
  public Merged<Transfers> join(Transfers other) {
    if (isBottom() || other.isBottom()) {
      return new Merged<>(isBottom() ? other : this, other);
    }
    long[] joined = new long[rows.length + other.rows.length];
    long[] fresh = new long[other.rows.length];
    int size = 0;
    int news = 0;
    int i = 0;
    int j = 0;
    while (i < rows.length || j < other.rows.length) {
      int order = i == rows.length ? 1 : j == other.rows.length ? -1 : order(i, other, j);
      if (order > 0 || (order == 0 && other.rows[j + 2] > rows[i + 2])) {
        System.arraycopy(other.rows, j, fresh, news, ROW);
        System.arraycopy(other.rows, j, joined, size, ROW);
        news += ROW;
      } else {
        System.arraycopy(rows, i, joined, size, ROW);
      }
      i += order <= 0 ? ROW : 0;
      j += order >= 0 ? ROW : 0;
      size += ROW;
    }
    if (news == 0) {
      return new Merged<>(this, NONE);
    }
    Transfers state = new Transfers(Arrays.copyOf(joined, size));
    Transfers novelty = new Transfers(Arrays.copyOf(fresh, news));
    Hashed known = hashed;
    if (known != null) {
      state.hashed = new Hashed(known.suite, known.digest.plus(gain(known.suite, novelty)));
    }
    return new Merged<>(state, novelty);
  }

  private int order(int i, Transfers other, int j) {
    int byFrom = Long.compareUnsigned(rows[i], other.rows[j]);
    return byFrom != 0 ? byFrom : Long.compareUnsigned(rows[i + 1], other.rows[j + 1]);
  }

  @Override
  public Stream<Transfers> decompose() {
    Stream.Builder<Transfers> parts = Stream.builder();
    forEach((from, to, amount) -> parts.add(new Transfers(new long[] {from, to, amount})));
    return parts.build();
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    Hashed known = hashed;
    if (known == null || !known.suite.equals(suite)) {
      known = new Hashed(suite, NONE.gain(suite, this));
      hashed = known;
    }
    return known.digest;
  }

  /** By how much the digest grows when the rows of {@code newer} take the place of ours. */
  private Digest128 gain(HashSuite suite, Transfers newer) {
    Digest128[] sum = {Digest128.ZERO};
    newer.forEach(
        (from, to, amount) -> {
          long old = amount(new ReplicaId(from), new ReplicaId(to));
          sum[0] = sum[0].plus(leaf(suite, from, to, amount)).minus(leaf(suite, from, to, old));
        });
    return sum[0];
  }

  private static Digest128 leaf(HashSuite suite, long from, long to, long amount) {
    if (amount == 0) {
      return Digest128.ZERO;
    }
    CanonicalOut out = new CanonicalOut();
    out.writeFixedLong(from).writeFixedLong(to).writeFixedLong(amount);
    return suite.hash128(HashDomain.LEAF, out.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transfers transfers && Arrays.equals(rows, transfers.rows);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(rows);
  }

  /** Giver, receiver, amount. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (from, to, amount) -> {
          text.append(text.length() == 1 ? "" : ", ").append(new ReplicaId(from));
          text.append("->").append(new ReplicaId(to)).append(": ").append(amount);
        });
    return text.append('}').toString();
  }
}
