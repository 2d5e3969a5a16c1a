package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Lattice;

/**
 * What counters are made of: rows (replica, sum of its increments, sum of its decrements), none of
 * them all zero; join takes the maximum of each cell. Immutable.
 *
 * <p>Only the replica of a row writes it and its cells only grow, so the maximum of two cells is
 * the later one. A cell is 0 to {@code Long.MAX_VALUE}. The total is kept, so is a digest once
 * asked for; a change of d rows costs O(d log rows), with two hashes a cell. Row 0 holds the sums
 * of sealed ids.
 */
final class CounterCells implements Lattice<CounterCells> {
  static final CounterCells EMPTY = new CounterCells(null, 0, WideSum.ZERO);

  /** The row of all sealed ids; no incarnation has this id. */
  static final ReplicaId BASE = new ReplicaId(0);

  private static final int VERSION = 1;
  private static final int ID_BYTES = 8;
  private static final int UP = 1;
  private static final int DOWN = 2;

  private record Hashed(HashSuite suite, Digest128 digest) {}

  /** Null if there is no row. */
  private final @Nullable CounterNode root;

  private final int rows;
  private final WideSum total;

  /** Computed when first asked for; a race computes the same value twice. */
  private @Nullable Hashed hashed;

  private CounterCells(@Nullable CounterNode root, int rows, WideSum total) {
    this.root = root;
    this.rows = rows;
    this.total = total;
  }

  static CounterCells row(ReplicaId id, long up, long down) {
    return up == 0 && down == 0 ? EMPTY : row(id.value(), up, down);
  }

  private static CounterCells row(long id, long up, long down) {
    CounterNode leaf = CounterNode.Leaf.row(id, up, down);
    return new CounterCells(leaf, 1, WideSum.ZERO.plus(up - down));
  }

  @Override
  public boolean isBottom() {
    return root == null;
  }

  boolean hasRow(ReplicaId id) {
    return root != null && root.leafOf(id.value(), CounterNode.TOP) != null;
  }

  long up(ReplicaId id) {
    return cell(id.value(), UP);
  }

  long down(ReplicaId id) {
    return cell(id.value(), DOWN);
  }

  private long cell(long id, int column) {
    CounterNode.Leaf leaf = root == null ? null : root.leafOf(id, CounterNode.TOP);
    return leaf == null ? 0 : leaf.cell(id, column);
  }

  /**
   * A whole state folds the rows of sealed ids into the base row, which is equal wherever the cut
   * was adopted; a part just loses them. A row that would overflow the base stays as it is.
   */
  CounterCells settle(Settlement settlement) {
    long[] base = {up(BASE), down(BASE)};
    CounterNode.NewRows kept = new CounterNode.NewRows();
    List<CounterCells> others = new ArrayList<>();
    forEach(
        (id, up, down) -> {
          boolean sealed = settlement.sealed().contains(new ReplicaId(id));
          boolean fits = base[0] + up >= 0 && base[1] + down >= 0;
          if (sealed && fits && settlement.whole()) {
            base[0] += up;
            base[1] += down;
          } else if (id != BASE.value() && (!sealed || settlement.whole())) {
            others.add(row(id, up, down));
          }
        });
    if (others.size() + (hasRow(BASE) ? 1 : 0) == rows) {
      return this;
    }
    kept.add(BASE.value(), 0, base[0], 0, base[1]);
    for (CounterCells other : others) {
      other.forEach((id, up, down) -> kept.add(id, 0, up, 0, down));
    }
    return kept.isEmpty() ? EMPTY : new CounterCells(kept.toNode(), kept.count(), kept.gained());
  }

  /** Sum of increments less sum of decrements. */
  WideSum total() {
    return total;
  }

  void forEach(CounterNode.Visitor visitor) {
    if (root != null) {
      root.forEach(visitor);
    }
  }

  @Override
  public Merged<CounterCells> join(CounterCells other) {
    if (root == null || other.root == null) {
      return new Merged<>(root == null ? other : this, other);
    }
    CounterNode.NewRows fresh = new CounterNode.NewRows();
    CounterNode joined = CounterNode.join(root, other.root, CounterNode.TOP, fresh);
    if (fresh.isEmpty()) {
      return new Merged<>(this, EMPTY);
    }
    CounterCells novelty = new CounterCells(fresh.toNode(), fresh.count(), fresh.total());
    CounterCells state = new CounterCells(joined, rows + fresh.added(), total.plus(fresh.gained()));
    Hashed known = hashed;
    if (known != null) {
      state.hashed = new Hashed(known.suite, rehash(known, novelty));
    }
    return new Merged<>(state, novelty);
  }

  @Override
  public Stream<CounterCells> decompose() {
    Stream.Builder<CounterCells> parts = Stream.builder();
    forEach(
        (id, up, down) -> {
          if (up != 0) {
            parts.add(row(id, up, 0));
          }
          if (down != 0) {
            parts.add(row(id, 0, down));
          }
        });
    return parts.build();
  }

  /** Version, ids ascending, then per id its increments and, if {@code signed}, its decrements. */
  void write(CanonicalOut out, boolean signed) {
    out.writeByte(VERSION).writeVarInt(rows);
    forEach((id, up, down) -> out.writeFixedLong(id));
    forEach(
        (id, up, down) -> {
          out.writeVarLong(up);
          if (signed) {
            out.writeVarLong(down);
          }
        });
  }

  static CounterCells read(CanonicalIn in, boolean signed) {
    LatticeType.readVersion(in, VERSION);
    int count = in.readCount(ID_BYTES + (signed ? 2 : 1));
    if (count == 0) {
      return EMPTY;
    }
    CounterNode.NewRows rows = new CounterNode.NewRows();
    for (ReplicaId id : readIds(in, count)) {
      long up = readCell(in);
      long down = signed ? readCell(in) : 0;
      if (!rows.add(id.value(), 0, up, 0, down)) {
        throw in.malformed("an empty row for replica " + id);
      }
    }
    return new CounterCells(rows.toNode(), count, rows.gained());
  }

  static ReplicaId[] readIds(CanonicalIn in, int count) {
    ReplicaId[] ids = new ReplicaId[count];
    for (int i = 0; i < count; i++) {
      ids[i] = ReplicaId.read(in);
      if (i > 0 && ids[i].compareTo(ids[i - 1]) <= 0) {
        throw in.malformed("replica ids have to ascend, " + ids[i] + " does not");
      }
    }
    return ids;
  }

  static long readCell(CanonicalIn in) {
    long cell = in.readVarLong();
    if (cell < 0) {
      throw in.malformed("a cell above 63 bits: " + Long.toUnsignedString(cell));
    }
    return cell;
  }

  @Override
  public Digest128 digest(HashSuite suite) {
    Hashed known = hashed;
    if (known == null || !known.suite.equals(suite)) {
      known = new Hashed(suite, EMPTY.rehash(new Hashed(suite, Digest128.ZERO), this));
      hashed = known;
    }
    return known.digest;
  }

  /** The digest of this once the cells of {@code newer} are in it. */
  private Digest128 rehash(Hashed known, CounterCells newer) {
    Digest128[] sum = {known.digest};
    newer.forEach(
        (id, up, down) -> {
          sum[0] = sum[0].plus(raised(known.suite, id, UP, up));
          sum[0] = sum[0].plus(raised(known.suite, id, DOWN, down));
        });
    return sum[0];
  }

  private Digest128 raised(HashSuite suite, long id, int column, long to) {
    return to == 0
        ? Digest128.ZERO
        : leaf(suite, id, column, to).minus(leaf(suite, id, column, cell(id, column)));
  }

  private static Digest128 leaf(HashSuite suite, long id, int column, long cell) {
    if (cell == 0) {
      return Digest128.ZERO;
    }
    CanonicalOut out = new CanonicalOut();
    out.writeFixedLong(id).writeByte(column - UP).writeFixedLong(cell);
    return suite.hash128(HashDomain.LEAF, out.toByteArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CounterCells cells
        && rows == cells.rows
        && total.equals(cells.total)
        && (root == null ? cells.root == null : root.equals(cells.root));
  }

  @Override
  public int hashCode() {
    return root == null ? 0 : root.hashCode();
  }

  /** Replica: +increments -decrements. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (id, up, down) -> {
          text.append(text.length() == 1 ? "" : ", ").append(new ReplicaId(id));
          text.append(": +").append(up).append(down == 0 ? "" : " -" + down);
        });
    return text.append('}').toString();
  }
}
