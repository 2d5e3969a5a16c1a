package org.rejoin.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Prices;
import org.rejoin.demo.Side;

class VerdictTest {
  private static final OrderLine ONE = line("f:2", "P", 6);
  private static final OrderLine TWO = line("f:3", "Q", -2);
  private static final Prices PRICES =
      new Prices(
          OptionalLong.of(90),
          List.of(110L),
          List.of(90L, 110L),
          OptionalLong.of(90),
          List.of(90L, 110L));
  private static final Snapshot GOOD =
      new Snapshot(
          "w1",
          "aa",
          Map.of("P", Map.of("f:2", ONE), "Q", Map.of("f:3", TWO)),
          Map.of("France", 4L),
          Map.of("P", PRICES));

  private final Ledger ledger = new Ledger();

  @BeforeEach
  void sell() {
    ledger.expect(List.of(ONE, TWO));
    for (OrderLine line : List.of(ONE, TWO)) {
      ledger.lineAnswered(line, Side.EAST, true, Outcome.ACKED);
      ledger.unitsAnswered(line, "e1", Outcome.ACKED);
    }
    ledger.priceReset("P", 100);
    ledger.priceSet("P", Side.WEST, 110);
    ledger.priceSet("P", Side.EAST, 90);
  }

  @Test
  @DisplayName("nodes that hold what was sold, and agree, are valid")
  void valid() {
    Verdict verdict = judge(snapshot -> snapshot);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.conflicts()).isEqualTo(new Conflicts(1, 1, 1));
  }

  @Test
  @DisplayName("different roots")
  void roots() {
    assertThat(judge(s -> new Snapshot("e2", "bb", s.orders(), s.units(), s.prices())).violations())
        .containsExactly("roots: 2 different root hashes on 2 nodes");
  }

  @Test
  @DisplayName("an acknowledged line missing on one node is lost")
  void missing() {
    Verdict verdict = judge(s -> withOrders(s, Map.of("P", Map.of("f:2", ONE))));
    assertThat(verdict.lost()).isEqualTo(1);
    assertThat(verdict.violations())
        .contains("e2: line f:3 is missing")
        .anyMatch(violation -> violation.startsWith("e2: product Q adds up to"));
  }

  @Test
  @DisplayName("a line with another content is lost, a line beyond those sold is a duplicate")
  void alteredAndDuplicated() {
    Verdict altered =
        judge(
            s ->
                withOrders(
                    s, Map.of("P", Map.of("f:2", line("f:2", "P", 7)), "Q", Map.of("f:3", TWO))));
    assertThat(altered.lost()).isEqualTo(1);
    assertThat(altered.violations()).anyMatch(v -> v.contains("is altered"));
    Verdict twice =
        judge(s -> withOrders(s, plus(s.orders(), "P", Map.of("f:2", ONE, "f:2b", ONE))));
    assertThat(twice.duplicated()).isEqualTo(1);
    assertThat(twice.lost()).isZero();
    assertThat(twice.violations()).anyMatch(v -> v.contains("was never sold"));
    Verdict elsewhere = judge(s -> withOrders(s, plus(s.orders(), "R", Map.of("f:2", ONE))));
    assertThat(elsewhere.duplicated()).isEqualTo(1);
  }

  @Test
  @DisplayName("a counter outside its bounds, too low or too high, or of a country never sold to")
  void counters() {
    for (Map<String, Long> units :
        List.of(Map.of("France", 3L), Map.of("France", 5L), Map.of("France", 4L, "Oz", 1L))) {
      assertThat(judge(s -> new Snapshot("e2", "aa", s.orders(), units, s.prices())).violations())
          .as("%s", units)
          .hasSize(1)
          .allMatch(violation -> violation.startsWith("e2: units of "));
    }
  }

  @Test
  @DisplayName("a wrong winner, wrong siblings, a wrong merge, no price at all")
  void prices() {
    OptionalLong ninety = OptionalLong.of(90);
    List<Long> both = List.of(90L, 110L);
    Map<String, Prices> wrong = new HashMap<>();
    wrong.put("winner", new Prices(OptionalLong.of(110), List.of(90L), both, ninety, both));
    wrong.put("siblings", new Prices(ninety, List.of(110L), List.of(90L), ninety, both));
    wrong.put("siblings ", new Prices(ninety, List.of(), List.of(90L, 100L, 110L), ninety, both));
    wrong.put("merged", new Prices(ninety, List.of(), both, OptionalLong.of(100), both));
    wrong.forEach(
        (what, prices) ->
            assertThat(
                    judge(s -> new Snapshot("e2", "aa", s.orders(), s.units(), Map.of("P", prices)))
                        .violations())
                .as(what)
                .hasSize(1)
                .allMatch(violation -> violation.startsWith("e2: price of P: " + what)));
    assertThat(judge(s -> new Snapshot("e2", "aa", s.orders(), s.units(), Map.of())).violations())
        .containsExactly("e2: price of P is missing");
  }

  @Test
  @DisplayName("what could not be written or counted even after the heal")
  void open() {
    OrderLine three = line("f:4", "P", 0);
    ledger.expect(List.of(three));
    ledger.lineAnswered(three, Side.EAST, true, Outcome.UNSURE);
    assertThat(judge(s -> s).violations())
        .contains(
            "1 lines could not be written even after the heal",
            "1 lines could not be counted even after the heal");
  }

  private Verdict judge(UnaryOperator<Snapshot> fault) {
    Snapshot other = new Snapshot("e2", "aa", GOOD.orders(), GOOD.units(), GOOD.prices());
    return Verdict.judge(
        ledger, new ArrayList<>(List.of(GOOD, fault.apply(other))), List.of("P", "Q"));
  }

  private static Snapshot withOrders(Snapshot from, Map<String, Map<String, OrderLine>> orders) {
    return new Snapshot(from.node(), from.root(), orders, from.units(), from.prices());
  }

  private static Map<String, Map<String, OrderLine>> plus(
      Map<String, Map<String, OrderLine>> orders, String product, Map<String, OrderLine> lines) {
    Map<String, Map<String, OrderLine>> more = new HashMap<>(orders);
    more.put(product, lines);
    return more;
  }

  private static OrderLine line(String id, String product, long quantity) {
    return new OrderLine(id, "1", product, "", quantity, "", 250, "", "France");
  }
}
