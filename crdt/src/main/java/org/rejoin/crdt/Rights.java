package org.rejoin.crdt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Lattice;

/**
 * The rights of a bounded counter: per replica what it minted (R[i][i]) and spent (U[i]), and the
 * transfers between two (R[i][j]). Join takes the maximum of each cell. Immutable.
 *
 * @param cells minted as increments, spent as decrements
 * @param transfers given
 */
record Rights(CounterCells cells, Transfers transfers) implements Lattice<Rights> {
  static final Rights NONE = new Rights(CounterCells.EMPTY, Transfers.NONE);

  private static final int VERSION = 1;
  private static final int LEAST_BYTES_AN_ID = 10;
  private static final int LEAST_BYTES_A_TRANSFER = 3;

  @Override
  public boolean isBottom() {
    return cells.isBottom() && transfers.isBottom();
  }

  /** Minted and received less spent and given, as far as known here: 0 to the largest long. */
  long local(ReplicaId id) {
    WideSum net = transfers.net(id).plus(cells.up(id)).plus(-cells.down(id));
    return Math.max(0, net.toNearestLong());
  }

  /** Whether {@code id} minted, spent or gave anything. */
  boolean isWriter(ReplicaId id) {
    return cells.hasRow(id) || transfers.hasGiver(id);
  }

  /** Who wrote or received anything, ascending. */
  Set<ReplicaId> replicas() {
    Set<ReplicaId> ids = new TreeSet<>();
    cells.forEach((id, up, down) -> ids.add(new ReplicaId(id)));
    transfers.forEach(
        (from, to, amount) -> {
          ids.add(new ReplicaId(from));
          ids.add(new ReplicaId(to));
        });
    return ids;
  }

  @Override
  public Merged<Rights> join(Rights other) {
    Merged<CounterCells> one = cells.join(other.cells);
    Merged<Transfers> two = transfers.join(other.transfers);
    if (one.novelty().isBottom() && two.novelty().isBottom()) {
      return new Merged<>(this, NONE);
    }
    return new Merged<>(
        new Rights(one.state(), two.state()), new Rights(one.novelty(), two.novelty()));
  }

  @Override
  public Stream<Rights> decompose() {
    return Stream.concat(
        cells.decompose().map(part -> new Rights(part, Transfers.NONE)),
        transfers.decompose().map(part -> new Rights(CounterCells.EMPTY, part)));
  }

  /** Kept, for two hashes a cell that changed. */
  @Override
  public Digest128 digest(HashSuite suite) {
    return cells.digest(suite).plus(transfers.digest(suite));
  }

  /** Version, ids ascending, minted and spent of each, transfers with indices of ids. */
  void write(CanonicalOut out) {
    List<ReplicaId> ids = new ArrayList<>(replicas());
    out.writeByte(VERSION).writeVarInt(ids.size());
    ids.forEach(id -> id.write(out));
    ids.forEach(id -> out.writeVarLong(cells.up(id)).writeVarLong(cells.down(id)));
    out.writeVarInt(transfers.size());
    transfers.forEach(
        (from, to, amount) -> {
          out.writeVarInt(Collections.binarySearch(ids, new ReplicaId(from)));
          out.writeVarInt(Collections.binarySearch(ids, new ReplicaId(to)));
          out.writeVarLong(amount);
        });
  }

  static Rights read(CanonicalIn in) {
    LatticeType.readVersion(in, VERSION);
    ReplicaId[] ids = CounterCells.readIds(in, in.readCount(LEAST_BYTES_AN_ID));
    CounterCells cells = CounterCells.EMPTY;
    Set<ReplicaId> unused = new TreeSet<>();
    for (ReplicaId id : ids) {
      CounterCells row = CounterCells.row(id, CounterCells.readCell(in), CounterCells.readCell(in));
      if (row.isBottom()) {
        unused.add(id);
      }
      cells = cells.join(row).state();
    }
    Transfers transfers = readTransfers(in, ids, unused);
    if (!unused.isEmpty()) {
      throw in.malformed("replicas without rights: " + unused);
    }
    return new Rights(cells, transfers);
  }

  private static Transfers readTransfers(CanonicalIn in, ReplicaId[] ids, Set<ReplicaId> unused) {
    int count = in.readCount(LEAST_BYTES_A_TRANSFER);
    if (count > 0 && ids.length == 0) {
      throw in.malformed("transfers, but no replicas");
    }
    long[] rows = new long[count * Transfers.ROW];
    long before = -1;
    for (int i = 0; i < rows.length; i += Transfers.ROW) {
      int from = in.readVarInt(ids.length - 1);
      int to = in.readVarInt(ids.length - 1);
      long amount = CounterCells.readCell(in);
      long place = (long) from << Integer.SIZE | to;
      if (from == to || amount == 0 || place <= before) {
        throw in.malformed("no transfer, or out of order: " + from + " to " + to + ": " + amount);
      }
      before = place;
      rows[i] = ids[from].value();
      rows[i + 1] = ids[to].value();
      rows[i + 2] = amount;
      unused.remove(ids[from]);
      unused.remove(ids[to]);
    }
    return Transfers.of(rows);
  }

  /** Minted and spent by each, then the transfers. */
  @Override
  public String toString() {
    return cells.toString() + (transfers.isBottom() ? "" : transfers);
  }
}
