package org.rejoin.demo.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Side;

class SideRuleTest {
  @Test
  @DisplayName("the United Kingdom is served in West, others in East, while both have enough to do")
  void byCountry() {
    List<OrderLine> lines = lines(95, 5);
    assertThat(SideRule.choose(lines)).isEqualTo(SideRule.COUNTRY);
    assertThat(SideRule.COUNTRY.sideOf(lines.get(0))).isEqualTo(Side.WEST);
    assertThat(SideRule.COUNTRY.sideOf(lines.get(99))).isEqualTo(Side.EAST);
  }

  @Test
  @DisplayName("a side that would be starved gets its share by invoice hash")
  void byHash() {
    List<OrderLine> lines = lines(96, 4);
    SideRule rule = SideRule.choose(lines);
    assertThat(rule).isEqualTo(SideRule.INVOICE_HASH);
    long west = lines.stream().filter(line -> rule.sideOf(line) == Side.WEST).count();
    assertThat(west).isBetween(25L, 75L);
    assertThat(SideRule.choose(lines(0, 50))).isEqualTo(SideRule.INVOICE_HASH);
  }

  private static List<OrderLine> lines(int home, int abroad) {
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < home + abroad; i++) {
      String country = i < home ? "United Kingdom" : "France";
      lines.add(new OrderLine("f:" + i, "" + (1000 + i), "P", "", 1, "", 100, "", country));
    }
    return lines;
  }
}
