package org.rejoin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Side;

class LedgerTest {
  private static final OrderLine SALE = line("f:2", 6);
  private static final OrderLine RETURN = line("f:3", -2);
  private final Ledger ledger = new Ledger();

  @Test
  @DisplayName("what a node applied counts for sure until that node loses its memory")
  void bounds() {
    ledger.expect(List.of(SALE, RETURN));
    assertThat(ledger.units()).isEqualTo(Map.of("France", new Ledger.Bounds(0, 0)));
    ledger.unitsAnswered(SALE, "e1", Outcome.APPLIED);
    ledger.unitsAnswered(RETURN, "e2", Outcome.APPLIED);
    assertThat(ledger.units()).isEqualTo(Map.of("France", new Ledger.Bounds(4, 4)));
    ledger.memoryLost("e2");
    assertThat(ledger.units()).isEqualTo(Map.of("France", new Ledger.Bounds(4, 6)));
    ledger.unitsAnswered(SALE, "e2", Outcome.UNSURE);
    assertThat(ledger.units()).isEqualTo(Map.of("France", new Ledger.Bounds(-2, 6)));
  }

  @Test
  @DisplayName("lines stay open until they are acknowledged or settled")
  void openLines() {
    ledger.expect(List.of(SALE, RETURN));
    ledger.lineAnswered(SALE, Side.EAST, true, Outcome.ACKED);
    ledger.lineAnswered(RETURN, Side.EAST, true, Outcome.REFUSED);
    assertThat(ledger.openLines()).containsExactly(RETURN);
    assertThat(ledger.acknowledged()).isEqualTo(1);
    assertThat(ledger.unknown()).isEqualTo(1);
    assertThat(ledger.ackedInCut(Side.EAST)).isEqualTo(1);
    assertThat(ledger.ackedInCut(Side.WEST)).isZero();
    ledger.lineSettled(RETURN);
    assertThat(ledger.openLines()).isEmpty();
    assertThat(ledger.unknown()).isEqualTo(1);
  }

  @Test
  @DisplayName("the last price of each side is concurrent with the other's, a reset replaces all")
  void prices() {
    ledger.priceReset("P", 100);
    assertThat(ledger.concurrentPrices("P")).containsExactly(100L);
    ledger.priceSet("P", Side.WEST, 120);
    ledger.priceSet("P", Side.WEST, 110);
    ledger.priceSet("P", Side.EAST, 90);
    assertThat(ledger.concurrentPrices("P")).containsExactly(90L, 110L);
    assertThat(ledger.lastPrice("P")).isEqualTo(90);
    ledger.priceReset("P", 100);
    assertThat(ledger.concurrentPrices("P")).containsExactly(100L);
  }

  @Test
  @DisplayName("sums are the file's own, and an id occurs once")
  void sums() {
    ledger.expect(List.of(SALE, RETURN));
    assertThat(ledger.products()).isEqualTo(Map.of("P", new Ledger.Sum(4, 1000)));
    assertThatThrownBy(() -> ledger.expect(List.of(SALE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OrderLine line(String id, long quantity) {
    return new OrderLine(id, "1", "P", "", quantity, "", 250, "", "France");
  }
}
