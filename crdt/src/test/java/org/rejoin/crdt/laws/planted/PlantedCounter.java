package org.rejoin.crdt.laws.planted;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.rejoin.crdt.CrdtType;
import org.rejoin.crdt.Edited;
import org.rejoin.crdt.JoinReport;
import org.rejoin.crdt.Joined;
import org.rejoin.crdt.Origin;
import org.rejoin.crdt.ReplicaId;
import org.rejoin.crdt.Settlement;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/** A naive grow-only counter: a row a replica, the larger wins. */
final class PlantedCounter extends Planted<PlantedCounter, PlantedCounter.Editor> {
  /** Holds what sealed replicas counted. */
  private static final ReplicaId BASE = new ReplicaId(0);

  private final Fault fault;
  private final TreeMap<ReplicaId, Long> rows;

  private PlantedCounter(Fault fault, Map<ReplicaId, Long> rows) {
    this.fault = fault;
    this.rows = new TreeMap<>(rows);
  }

  static CrdtType<PlantedCounter> type(Fault fault) {
    return new CounterType(fault);
  }

  long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  static final class Editor {
    private long added;

    void increment(long amount) {
      added += amount;
    }
  }

  @Override
  public Edited<PlantedCounter> edit(Origin origin, Consumer<Editor> change) {
    Editor editor = new Editor();
    change.accept(editor);
    if (editor.added == 0) {
      return new Edited<>(this, type().bottom());
    }
    TreeMap<ReplicaId, Long> after = new TreeMap<>(rows);
    ReplicaId mine =
        fault == Fault.ROW_OF_ANOTHER_ID_IS_TAKEN_OVER && rows.size() == 1
            ? rows.firstKey()
            : origin.replica();
    long row = after.merge(mine, editor.added, Long::sum);
    return new Edited<>(
        new PlantedCounter(fault, after), new PlantedCounter(fault, Map.of(mine, row)));
  }

  @Override
  public PlantedCounter settle(Settlement settlement) {
    TreeMap<ReplicaId, Long> kept = new TreeMap<>(rows);
    for (ReplicaId id : settlement.sealed().ids()) {
      Long row = rows.get(id);
      if (row != null && settlement.whole() && fault != Fault.SEALED_ROW_IS_LOST) {
        kept.merge(BASE, row, Long::sum);
      }
      if (settlement.whole() || fault != Fault.BUFFERED_ROW_COMES_BACK) {
        kept.remove(id);
      }
    }
    return new PlantedCounter(fault, kept);
  }

  @Override
  public boolean showsReuseOf(ReplicaId self, PlantedCounter before) {
    return rows.containsKey(self) && fault != Fault.GUARD_IS_BLIND;
  }

  @Override
  public Joined<PlantedCounter> join(PlantedCounter other, JoinReport report) {
    TreeMap<ReplicaId, Long> both = new TreeMap<>(rows);
    TreeMap<ReplicaId, Long> fresh = new TreeMap<>();
    other.rows.forEach(
        (replica, theirs) -> {
          if (theirs > rows.getOrDefault(replica, 0L)) {
            fresh.put(replica, theirs);
          }
          both.merge(replica, theirs, fault == Fault.CELLS_ADD_UP_AT_JOIN ? Long::sum : Math::max);
        });
    return new Joined<>(new PlantedCounter(fault, both), new PlantedCounter(fault, fresh));
  }

  @Override
  public Stream<PlantedCounter> decompose() {
    return rows.entrySet().stream()
        .map(row -> new PlantedCounter(fault, Map.of(row.getKey(), row.getValue())));
  }

  @Override
  public void write(CanonicalOut out) {
    out.writeVarInt(rows.size());
    rows.forEach(
        (replica, row) -> {
          replica.write(out);
          out.writeVarLong(row);
        });
  }

  @Override
  PlantedCounter self() {
    return this;
  }

  @Override
  public CrdtType<PlantedCounter> type() {
    return type(fault);
  }

  @Override
  public String toString() {
    return rows.toString();
  }

  private static final class CounterType extends Type<PlantedCounter> {
    private final Fault fault;

    private CounterType(Fault fault) {
      this.fault = fault;
    }

    @Override
    public String tag() {
      return "planted-counter/1";
    }

    @Override
    public PlantedCounter bottom() {
      return new PlantedCounter(fault, Map.of());
    }

    @Override
    public PlantedCounter read(CanonicalIn in) {
      TreeMap<ReplicaId, Long> rows = new TreeMap<>();
      for (int i = in.readCount(9); i > 0; i--) {
        ReplicaId replica = ReplicaId.read(in);
        boolean ascends = rows.isEmpty() || rows.lastKey().compareTo(replica) < 0;
        if (!ascends && fault != Fault.ROWS_IN_ANY_ORDER) {
          throw in.malformed("rows have to ascend");
        }
        long row = in.readVarInt(Integer.MAX_VALUE);
        if (row == 0) {
          throw in.malformed("a row of nothing");
        }
        rows.put(replica, row);
      }
      return new PlantedCounter(fault, rows);
    }
  }
}
