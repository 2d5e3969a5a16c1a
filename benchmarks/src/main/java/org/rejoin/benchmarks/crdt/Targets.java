package org.rejoin.benchmarks.crdt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rejoin.benchmarks.Row;
import org.rejoin.benchmarks.Target;

/**
 * The performance targets of the data types, held against rows. Sizes of which there is no row are
 * left out, but for those that a target names.
 */
final class Targets {
  private static final String TIMES = "x";
  private static final int SMALL = 1_000;
  private static final int LARGE = 100_000;
  private static final int LARGEST = 1_000_000;

  private static final double MICROSECOND = 1_000;
  private static final double MILLISECOND = 1_000_000;

  /** A cost that differs by more than this between sizes grows with the size. */
  private static final double GROWS = 2;

  private final List<Row> rows;
  private final List<Target> targets = new ArrayList<>();

  private Targets(List<Row> rows) {
    this.rows = rows;
  }

  /** All of them. */
  static List<Target> of(List<Row> rows) {
    Targets all = new Targets(rows);
    all.orSet();
    all.figure("lwwmap.apply-add-delta", SMALL, 2 * MICROSECOND);
    all.figure("lwwmap.apply-add-delta", LARGE, 2 * MICROSECOND);
    all.figures("lwwmap.add-delta-bytes", 45);
    all.wherePekkoGrows();
    return all.targets;
  }

  private void orSet() {
    figure("orset.apply-add-delta", SMALL, MICROSECOND);
    figure("orset.apply-add-delta", LARGE, MICROSECOND);
    figure("orset.apply-add-delta", LARGEST, 2 * MICROSECOND);
    growth("orset.apply-add-delta", 4);
    figure("orset.merge", LARGE, 10 * MILLISECOND);
    figure("orset.merge-shared", LARGE, 10 * MILLISECOND);
    figures("orset.add-delta-bytes", 30);
    // 20 bytes and the dots: held here without counting the dots.
    figures("orset.remove-delta-bytes", 20);
    figures("orset.heap-beyond-element", 80);
    figures("orset.digest-per-leaf", 200);
    timesPekko("orset.edit-add", 3);
    timesPekko("orset.edit-remove", 3);
    timesPekko("orset.apply-remove-delta", 3);
    timesPekko("orset.digest-upkeep", 1);
  }

  private void figure(String measure, int size, double limit) {
    Row row = row(measure, size);
    Double seen = row == null ? null : row.rejoin();
    String unit = row == null ? "" : row.unit();
    targets.add(new Target(measure, size, limit, unit, seen));
  }

  /** At each size that was measured; the smallest is too small to say anything. */
  private void figures(String measure, double limit) {
    for (Row row : rowsOf(measure)) {
      targets.add(new Target(measure, row.size(), limit, row.unit(), row.rejoin()));
    }
  }

  private void growth(String measure, double limit) {
    Row small = row(measure, SMALL);
    Row large = row(measure, LARGEST);
    Double seen = small == null || large == null ? null : quotient(large.rejoin(), small.rejoin());
    targets.add(new Target(measure + ", growth from " + SMALL, LARGEST, limit, TIMES, seen));
  }

  private void timesPekko(String measure, double limit) {
    for (Row row : rowsOf(measure)) {
      Double seen = quotient(row.rejoin(), row.peer());
      targets.add(new Target(measure + ", beside Pekko", row.size(), limit, TIMES, seen));
    }
  }

  /** Where Pekko's cost grows with the size, ours is ahead at every size from 1 000 up. */
  private void wherePekkoGrows() {
    Map<String, List<Row>> times = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.unit().equals("ns") && row.size() >= SMALL && row.peer() != null) {
        times.computeIfAbsent(row.measure(), measure -> new ArrayList<>()).add(row);
      }
    }
    times.forEach(
        (measure, measured) -> {
          if (grows(measured)) {
            for (Row row : measured) {
              Double seen = quotient(row.rejoin(), row.peer());
              targets.add(new Target(measure + ", Pekko's grows", row.size(), 1, TIMES, seen));
            }
          }
        });
  }

  private static boolean grows(List<Row> measured) {
    Row first = measured.stream().min(Comparator.comparingInt(Row::size)).orElseThrow();
    Row last = measured.stream().max(Comparator.comparingInt(Row::size)).orElseThrow();
    Double growth = quotient(last.peer(), first.peer());
    return growth != null && growth > GROWS;
  }

  private List<Row> rowsOf(String measure) {
    return rows.stream()
        .filter(row -> row.measure().equals(measure) && row.size() >= SMALL)
        .toList();
  }

  private @Nullable Row row(String measure, int size) {
    return rows.stream()
        .filter(row -> row.measure().equals(measure) && row.size() == size)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Double quotient(@Nullable Double above, @Nullable Double below) {
    return above == null || below == null || below == 0 ? null : Double.valueOf(above / below);
  }
}
