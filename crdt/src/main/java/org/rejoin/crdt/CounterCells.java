package org.rejoin.crdt;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * What both counters are made of: rows (replica, sum of its increments, sum of its decrements),
 * ascending by replica, none of them all zero; join takes the maximum of each cell. Immutable.
 *
 * <p>Only the replica of a row writes it and its cells only grow, so the maximum of two cells is
 * the later one. A cell is 0 to {@code Long.MAX_VALUE}.
 */
final class CounterCells {
  static final CounterCells EMPTY = new CounterCells(new ReplicaId[0], new long[0], new long[0]);

  private static final int VERSION = 1;
  private static final int ID_BYTES = 8;

  private record Hashed(HashSuite suite, Digest128 digest) {}

  record Merged(CounterCells state, CounterCells novelty) {}

  private final ReplicaId[] ids;
  private final long[] ups;
  private final long[] downs;

  /** Computed when first asked for; a race computes the same value twice. */
  private @Nullable Hashed hashed;

  private CounterCells(ReplicaId[] ids, long[] ups, long[] downs) {
    this.ids = ids;
    this.ups = ups;
    this.downs = downs;
  }

  static CounterCells row(ReplicaId id, long up, long down) {
    return up == 0 && down == 0
        ? EMPTY
        : new CounterCells(new ReplicaId[] {id}, new long[] {up}, new long[] {down});
  }

  boolean isEmpty() {
    return ids.length == 0;
  }

  boolean hasRow(ReplicaId id) {
    return Arrays.binarySearch(ids, id) >= 0;
  }

  long up(ReplicaId id) {
    int at = Arrays.binarySearch(ids, id);
    return at < 0 ? 0 : ups[at];
  }

  long down(ReplicaId id) {
    int at = Arrays.binarySearch(ids, id);
    return at < 0 ? 0 : downs[at];
  }

  /** Sum of increments less sum of decrements. */
  BigInteger total() {
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < ids.length; i++) {
      total = total.add(BigInteger.valueOf(ups[i] - downs[i]));
    }
    return total;
  }

  /** The total as a long; {@link ArithmeticException} when it does not fit. */
  long totalAsLong() {
    long total = 0;
    for (int i = 0; i < ids.length; i++) {
      long row = ups[i] - downs[i];
      long next = total + row;
      if (((total ^ next) & (row ^ next)) < 0) {
        return total().longValueExact();
      }
      total = next;
    }
    return total;
  }

  Merged join(CounterCells other) {
    CounterCells novelty = other.newerThan(this);
    if (novelty.isEmpty()) {
      return new Merged(this, EMPTY);
    }
    if (isEmpty()) {
      return new Merged(other, novelty);
    }
    CounterCells state = union(novelty);
    Hashed known = hashed;
    if (known != null) {
      state.hashed = new Hashed(known.suite, rehash(known, novelty));
    }
    return new Merged(state, novelty);
  }

  /** Cells of this that are above those of {@code known}; the other cells of their rows are 0. */
  CounterCells newerThan(CounterCells known) {
    Rows rows = new Rows(ids.length);
    for (int i = 0; i < ids.length; i++) {
      long up = ups[i] > known.up(ids[i]) ? ups[i] : 0;
      long down = downs[i] > known.down(ids[i]) ? downs[i] : 0;
      rows.add(ids[i], up, down);
    }
    return rows.done();
  }

  private CounterCells union(CounterCells other) {
    Rows rows = new Rows(ids.length + other.ids.length);
    int mine = 0;
    int theirs = 0;
    while (mine < ids.length || theirs < other.ids.length) {
      int order = order(mine, other, theirs);
      ReplicaId id = order <= 0 ? ids[mine] : other.ids[theirs];
      rows.add(id, Math.max(up(id), other.up(id)), Math.max(down(id), other.down(id)));
      mine += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
    }
    return rows.done();
  }

  private int order(int mine, CounterCells other, int theirs) {
    if (mine == ids.length) {
      return 1;
    }
    return theirs == other.ids.length ? -1 : ids[mine].compareTo(other.ids[theirs]);
  }

  Stream<CounterCells> decompose() {
    return IntStream.range(0, ids.length)
        .boxed()
        .flatMap(i -> Stream.of(row(ids[i], ups[i], 0), row(ids[i], 0, downs[i])))
        .filter(part -> !part.isEmpty());
  }

  /** Version, ids ascending, then per id its increments and, if {@code signed}, its decrements. */
  void write(CanonicalOut out, boolean signed) {
    out.writeByte(VERSION).writeVarInt(ids.length);
    for (ReplicaId id : ids) {
      id.write(out);
    }
    for (int i = 0; i < ids.length; i++) {
      out.writeVarLong(ups[i]);
      if (signed) {
        out.writeVarLong(downs[i]);
      }
    }
  }

  static CounterCells read(CanonicalIn in, boolean signed) {
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("a counter of version " + VERSION + " was expected, found " + version);
    }
    int count = in.readCount(ID_BYTES + (signed ? 2 : 1));
    ReplicaId[] ids = new ReplicaId[count];
    for (int i = 0; i < count; i++) {
      ids[i] = ReplicaId.read(in);
      if (i > 0 && ids[i].compareTo(ids[i - 1]) <= 0) {
        throw in.malformed("replica ids have to ascend, " + ids[i] + " does not");
      }
    }
    long[] ups = new long[count];
    long[] downs = new long[count];
    for (int i = 0; i < count; i++) {
      ups[i] = readCell(in);
      downs[i] = signed ? readCell(in) : 0;
      if (ups[i] == 0 && downs[i] == 0) {
        throw in.malformed("an empty row for replica " + ids[i]);
      }
    }
    return new CounterCells(ids, ups, downs);
  }

  private static long readCell(CanonicalIn in) {
    long cell = in.readVarLong();
    if (cell < 0) {
      throw in.malformed("a cell above 63 bits: " + Long.toUnsignedString(cell));
    }
    return cell;
  }

  Digest128 digest(HashSuite suite) {
    Hashed known = hashed;
    if (known != null && known.suite.equals(suite)) {
      return known.digest;
    }
    Digest128 sum = Digest128.ZERO;
    for (int i = 0; i < ids.length; i++) {
      sum = sum.plus(leaf(suite, ids[i], 0, ups[i])).plus(leaf(suite, ids[i], 1, downs[i]));
    }
    hashed = new Hashed(suite, sum);
    return sum;
  }

  private Digest128 rehash(Hashed known, CounterCells newer) {
    Digest128 sum = known.digest;
    for (int i = 0; i < newer.ids.length; i++) {
      ReplicaId id = newer.ids[i];
      sum = sum.plus(raised(known.suite, id, 0, up(id), newer.ups[i]));
      sum = sum.plus(raised(known.suite, id, 1, down(id), newer.downs[i]));
    }
    return sum;
  }

  private static Digest128 raised(HashSuite suite, ReplicaId id, int side, long from, long to) {
    return to == 0 ? Digest128.ZERO : leaf(suite, id, side, to).minus(leaf(suite, id, side, from));
  }

  private static Digest128 leaf(HashSuite suite, ReplicaId id, int side, long cell) {
    if (cell == 0) {
      return Digest128.ZERO;
    }
    CanonicalOut out = new CanonicalOut();
    id.write(out);
    return suite.hash128(HashDomain.LEAF, out.writeByte(side).writeFixedLong(cell).toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CounterCells cells
        && Arrays.equals(ids, cells.ids)
        && Arrays.equals(ups, cells.ups)
        && Arrays.equals(downs, cells.downs);
  }

  @Override
  public int hashCode() {
    return (Arrays.hashCode(ids) * 31 + Arrays.hashCode(ups)) * 31 + Arrays.hashCode(downs);
  }

  /** Replica: +increments -decrements. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < ids.length; i++) {
      text.append(i == 0 ? "" : ", ").append(ids[i]).append(": +").append(ups[i]);
      text.append(downs[i] == 0 ? "" : " -" + downs[i]);
    }
    return text.append('}').toString();
  }

  /** Collects rows that come in ascending order; all-zero ones are left out. */
  private static final class Rows {
    private final ReplicaId[] ids;
    private final long[] ups;
    private final long[] downs;
    private int size;

    Rows(int capacity) {
      ids = new ReplicaId[capacity];
      ups = new long[capacity];
      downs = new long[capacity];
    }

    void add(ReplicaId id, long up, long down) {
      if (up != 0 || down != 0) {
        ids[size] = id;
        ups[size] = up;
        downs[size++] = down;
      }
    }

    CounterCells done() {
      return size == 0
          ? EMPTY
          : new CounterCells(
              Arrays.copyOf(ids, size), Arrays.copyOf(ups, size), Arrays.copyOf(downs, size));
    }
  }
}
