package org.rejoin.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.kernel.Lattice;
import org.rejoin.crdt.laws.CheckSuite;
import org.rejoin.crdt.laws.SeededRandom;

/** Cells of many replicas beside a sorted map, with ids that meet deep in the trie. */
class CounterCellsProperties {
  private static final HashSuite SUITE = CheckSuite.ONE;

  private record Row(long up, long down) {}

  @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void joins_are_those_of_a_map(@ForAll long seed) {
    SeededRandom random = new SeededRandom(seed);
    Map<ReplicaId, Row> model = new TreeMap<>();
    CounterCells cells = CounterCells.EMPTY;
    for (int step = 0; step < 8; step++) {
      Map<ReplicaId, Row> more = rows(random, random.pick(java.util.List.of(1, 2, 40, 300)));
      CounterCells other = of(more);
      cells.digest(SUITE);
      Lattice.Merged<CounterCells> merged = cells.join(other);
      Map<ReplicaId, Row> novelty = raise(model, more);
      assertThat(merged.novelty()).isEqualTo(of(novelty)).hasSameHashCodeAs(of(novelty));
      assertThat(merged.novelty().total()).isEqualTo(of(novelty).total());
      assertThat(merged.state()).isEqualTo(of(model)).hasSameHashCodeAs(of(model));
      assertThat(merged.state().digest(SUITE)).isEqualTo(of(model).digest(SUITE));
      assertThat(other.join(cells).state()).isEqualTo(merged.state());
      cells = merged.state();
      assertThat(cells.join(other).state()).isSameAs(cells);
      same(cells, model);
    }
  }

  private static void same(CounterCells cells, Map<ReplicaId, Row> model) {
    BigInteger total = BigInteger.ZERO;
    for (Map.Entry<ReplicaId, Row> row : model.entrySet()) {
      assertThat(cells.up(row.getKey())).isEqualTo(row.getValue().up);
      assertThat(cells.down(row.getKey())).isEqualTo(row.getValue().down);
      assertThat(cells.hasRow(row.getKey())).isTrue();
      total = total.add(BigInteger.valueOf(row.getValue().up));
      total = total.subtract(BigInteger.valueOf(row.getValue().down));
    }
    assertThat(cells.total().toBigInteger()).isEqualTo(total);
    assertThat(cells.hasRow(new ReplicaId(1L << 63))).isFalse();
    CanonicalOut out = new CanonicalOut();
    cells.write(out, true);
    CounterCells read = CounterCells.read(new CanonicalIn(out.toByteArray()), true);
    assertThat(read).isEqualTo(cells).hasSameHashCodeAs(cells).hasToString(cells.toString());
    assertThat(read.total()).isEqualTo(cells.total());
  }

  /** What {@code more} raises in {@code model}. */
  private static Map<ReplicaId, Row> raise(Map<ReplicaId, Row> model, Map<ReplicaId, Row> more) {
    Map<ReplicaId, Row> novelty = new TreeMap<>();
    more.forEach(
        (id, row) -> {
          Row old = model.getOrDefault(id, new Row(0, 0));
          long up = row.up > old.up ? row.up : 0;
          long down = row.down > old.down ? row.down : 0;
          if (up + down != 0) {
            novelty.put(id, new Row(up, down));
            model.put(id, new Row(Math.max(up, old.up), Math.max(down, old.down)));
          }
        });
    return novelty;
  }

  private static Map<ReplicaId, Row> rows(SeededRandom random, int count) {
    Map<ReplicaId, Row> rows = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      // few ids, so that they meet; a third of them differ in their last bits only
      long id = random.chance(33) ? random.below(100) : random.below(200) * 0x9E3779B97F4A7C15L;
      long up = random.chance(20) ? 0 : random.nextLong() >>> (1 + random.below(60));
      rows.put(new ReplicaId(id), new Row(up, up == 0 ? 7 : random.below(3)));
    }
    return rows;
  }

  private static CounterCells of(Map<ReplicaId, Row> rows) {
    CounterCells cells = CounterCells.EMPTY;
    for (Map.Entry<ReplicaId, Row> row : rows.entrySet()) {
      Row cell = row.getValue();
      cells = cells.join(CounterCells.row(row.getKey(), cell.up, cell.down)).state();
    }
    return cells;
  }
}
