package org.rejoin.benchmarks.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.benchmarks.Row;
import org.rejoin.benchmarks.Target;

/** Figures held against the targets, with rows made up. */
class TargetsTest {
  private static Row row(String measure, int size, double rejoin, Double pekko, String unit) {
    return new Row(measure, size, null, rejoin, pekko, unit, null, 0, 3);
  }

  private static Target target(List<Row> rows, String what, int size) {
    return Targets.of(rows).stream()
        .filter(target -> target.what().equals(what) && target.size() == size)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no target " + what + " at " + size));
  }

  @Test
  @DisplayName("A figure at its limit meets the target; above it, misses; absent, neither")
  void figureIsHeldAgainstLimit() {
    List<Row> rows =
        List.of(
            row("orset.apply-add-delta", 1_000, 1_000, 30_000.0, "ns"),
            row("orset.apply-add-delta", 100_000, 1_001, 30_000.0, "ns"));

    assertThat(target(rows, "orset.apply-add-delta", 1_000).isMet()).isTrue();
    assertThat(target(rows, "orset.apply-add-delta", 100_000).isMet()).isFalse();
    assertThat(target(rows, "orset.apply-add-delta", 1_000_000).isMet()).isNull();
  }

  @Test
  @DisplayName("Growth is the largest size's figure over that of 1 000")
  void growthIsQuotient() {
    List<Row> rows =
        List.of(
            row("orset.apply-add-delta", 1_000, 300, null, "ns"),
            row("orset.apply-add-delta", 1_000_000, 1_500, null, "ns"));

    Target growth = target(rows, "orset.apply-add-delta, growth from 1000", 1_000_000);

    assertThat(growth.seen()).isEqualTo(5.0);
    assertThat(growth.isMet()).isFalse();
  }

  @Test
  @DisplayName("A local edit may take three times as long as Pekko's, and no longer")
  void editIsHeldBesidePekko() {
    List<Row> rows =
        List.of(
            row("orset.edit-add", 1_000, 300, 100.0, "ns"),
            row("orset.edit-add", 100_000, 301, 100.0, "ns"));

    assertThat(target(rows, "orset.edit-add, beside Pekko", 1_000).isMet()).isTrue();
    assertThat(target(rows, "orset.edit-add, beside Pekko", 100_000).isMet()).isFalse();
  }

  @Test
  @DisplayName("Where Pekko's cost grows, every size counts; where it does not, none")
  void growingCostsMustBeBeaten() {
    List<Row> rows =
        List.of(
            row("ormap.merge", 1_000, 200, 100.0, "ns"),
            row("ormap.merge", 100_000, 200, 9_000.0, "ns"),
            row("ormap.edit-add", 1_000, 200, 100.0, "ns"),
            row("ormap.edit-add", 100_000, 200, 120.0, "ns"));

    assertThat(target(rows, "ormap.merge, Pekko's grows", 1_000).isMet()).isFalse();
    assertThat(target(rows, "ormap.merge, Pekko's grows", 100_000).isMet()).isTrue();
    assertThat(Targets.of(rows))
        .extracting(Target::what)
        .doesNotContain("ormap.edit-add, Pekko's grows");
  }
}
