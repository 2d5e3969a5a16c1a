package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.demo.Shop;
import org.rejoin.demo.ShopCluster;

/** A person at the page of five real nodes: cut, sell on both sides, heal. */
final class ShopPageTest {
  private static final String LAMP = "orders/LAMP";
  private static final String MUG = "orders/MUG";
  private static final String EQUAL = "All five replicas are equal\\. \\d+ keys\\.";
  private static final String CUT =
      "Partitioned: West \\| East\\. [1-9]\\d* of \\d+ keys differ\\.";

  private static Chromium chromium;
  private static ShopCluster cluster;

  private PageServer server;

  @BeforeAll
  static void startNodes() {
    chromium = Chromium.start();
    cluster = ShopCluster.start(ShopCluster.Options.DEFAULT);
  }

  @AfterAll
  static void stopNodes() {
    if (cluster != null) {
      cluster.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void stopServer() {
    cluster.heal();
    if (server != null) {
      server.close();
    }
  }

  private Visit visit() {
    server = PageServer.start(new Shop(cluster), new PageServer.Options(0, List.of()));
    Visit visit = new Visit(chromium, server.url());
    visit.awaitStatus(EQUAL);
    return visit;
  }

  private static long pieces(Visit visit, String key, String node) {
    if (visit.find("row-" + key).count() == 0) {
      return 0;
    }
    return Long.parseLong(visit.value(key, node).replaceAll(".*?(\\d+) pieces.*", "$1"));
  }

  private static void assertEqualChips(Visit visit) {
    String root = visit.root("w1");
    assertThat(root).matches("[0-9a-f]{32}");
    for (String node : ShopCluster.NODES) {
      assertThat(visit.root(node)).isEqualTo(root);
      assertThat(visit.text("chip-" + node)).contains(root.substring(0, 8));
    }
  }

  private static void assertChipsSplit(Visit visit) {
    for (String node : List.of("w2", "w3")) {
      assertThat(visit.root(node)).isEqualTo(visit.root("w1"));
    }
    assertThat(visit.root("e2")).isEqualTo(visit.root("e1")).isNotEqualTo(visit.root("w1"));
  }

  @Test
  @DisplayName("both sides sell in a cut, differ, and rejoin to the union of their sales")
  void cutSellHeal() {
    try (Visit visit = visit()) {
      assertThat(visit.page().url()).doesNotContain("token");
      assertEqualChips(visit);
      long lamps = pieces(visit, LAMP, "w1");
      long mugs = pieces(visit, MUG, "e1");

      visit.find("cut").click();
      visit.awaitStatus("Partitioned: West \\| East\\. .*");
      for (int i = 0; i < 3; i++) {
        visit.find("buy-west-LAMP").click();
      }
      visit.find("buy-east-LAMP").click();
      visit.find("buy-east-MUG").click();
      visit.find("buy-east-MUG").click();
      visit.find("price-product-west").selectOption("CLOCK");
      visit.find("price-value-west").fill("21.00");
      visit.find("price-set-west").click();
      visit.find("price-product-east").selectOption("CLOCK");
      visit.find("price-value-east").fill("19.50");
      visit.find("price-set-east").click();

      visit.awaitStatus(CUT);
      for (String west : List.of("w1", "w2", "w3")) {
        visit.awaitValue(LAMP, west, ".*\\b" + (lamps + 3) + " pieces");
        visit.awaitValue("price-versions/CLOCK", west, "£21\\.00");
      }
      for (String east : List.of("e1", "e2")) {
        visit.awaitValue(LAMP, east, ".*\\b" + (lamps + 1) + " pieces");
        visit.awaitValue(MUG, east, ".*\\b" + (mugs + 2) + " pieces");
        visit.awaitValue("price-versions/CLOCK", east, "£19\\.50");
      }
      visit.awaitValue("units/Germany", "e1", "\\d+ pieces");
      assertThat(visit.find("row-" + LAMP).getAttribute("data-differs")).isEqualTo("true");
      assertThat(visit.text("row-" + LAMP)).contains("differs");
      visit.page().waitForTimeout(500);
      assertChipsSplit(visit);

      visit.find("heal").click();
      visit.awaitStatus(EQUAL);
      assertEqualChips(visit);
      for (String node : ShopCluster.NODES) {
        visit.awaitValue(LAMP, node, ".*\\b" + (lamps + 4) + " pieces");
        visit.awaitValue(MUG, node, ".*\\b" + (mugs + 2) + " pieces");
        visit.awaitValue("price-versions/CLOCK", node, "£19\\.50 or £21\\.00");
        visit.awaitValue("price-merged/CLOCK", node, "£19\\.50");
      }
      assertThat(visit.find("row-" + LAMP).getAttribute("data-differs")).isEqualTo("false");
      assertThat(visit.errors()).isEmpty();
    }
  }

  @Test
  @DisplayName("what both sides edited is listed: the siblings, the resolver, winner and loser")
  void conflicts() {
    try (Visit visit = visit()) {
      visit.find("cut").click();
      visit.awaitStatus("Partitioned: West \\| East\\. .*");
      edit(visit, "west", "61.00", "Grey wool");
      edit(visit, "east", "58.50", "Warm");
      for (String node : ShopCluster.NODES) {
        boolean isWest = node.startsWith("w");
        visit.awaitValue("price-merged/BLANKET", node, isWest ? "£61\\.00" : "£58\\.50");
        visit.awaitValue("description/BLANKET", node, isWest ? "Grey wool" : "Warm");
      }
      visit.find("heal").click();
      visit.awaitStatus(EQUAL);

      visit.awaitConflict("price-merged/BLANKET", "lowest-price/1", "£58\\.50", "£61\\.00");
      visit.awaitConflict("price-lww/BLANKET", "lww/1", "£58\\.50", "£61\\.00");
      visit.awaitConflict("price-versions/BLANKET", "keep-all/1", "all kept", "none");
      visit.awaitConflict("description/BLANKET", "keep-all/1", "all kept", "none");
      assertThat(visit.text("conflict-description/BLANKET")).contains("Grey wool").contains("Warm");
      visit.page().reload();
      visit.awaitConflict("price-merged/BLANKET", "lowest-price/1", "£58\\.50", "£61\\.00");
      assertThat(visit.errors()).isEmpty();
    }
  }

  private static void edit(Visit visit, String side, String pounds, String description) {
    visit.find("price-product-" + side).selectOption("BLANKET");
    visit.find("price-value-" + side).fill(pounds);
    visit.find("price-set-" + side).click();
    visit.find("describe-product-" + side).selectOption("BLANKET");
    visit.find("describe-text-" + side).fill(description);
    visit.find("describe-set-" + side).click();
  }

  @Test
  @DisplayName("the keyboard alone is enough")
  void keyboard() {
    try (Visit visit = visit()) {
      Page page = visit.page();
      long mugs = pieces(visit, MUG, "w1");
      page.keyboard().press("?");
      assertThat(visit.find("help-close").isVisible()).isTrue();
      page.keyboard().press("p");
      assertThat(cluster.isCut()).isFalse();
      page.keyboard().press("Escape");
      page.keyboard().press("p");
      visit.awaitStatus("Partitioned: .*");
      press(visit, "buy-west-MUG");
      press(visit, "buy-east-MUG");
      press(visit, "buy-east-MUG");
      visit.awaitStatus(CUT);
      visit.awaitValue(MUG, "w1", ".*\\b" + (mugs + 1) + " pieces");
      visit.awaitValue(MUG, "e1", ".*\\b" + (mugs + 2) + " pieces");
      page.keyboard().press("h");
      visit.awaitStatus(EQUAL);
      visit.awaitValue(MUG, "e2", ".*\\b" + (mugs + 3) + " pieces");
      assertThat(visit.errors()).isEmpty();
    }
  }

  /** Reaches a button by Tab and presses it. */
  private static void press(Visit visit, String testId) {
    Locator button = visit.find(testId);
    for (int i = 0; i < 80; i++) {
      visit.page().keyboard().press("Tab");
      if ((boolean) button.evaluate("node => node === document.activeElement")) {
        visit.page().keyboard().press("Enter");
        return;
      }
    }
    throw new AssertionError("Tab does not reach " + testId);
  }

  @Test
  @DisplayName("a page that is loaded again in the middle of a cut shows the cut")
  void reload() {
    try (Visit visit = visit()) {
      visit.find("cut").click();
      visit.find("sell-west").click();
      visit.awaitStatus(CUT);
      visit.page().reload();
      visit.awaitStatus(CUT);
      assertThat(visit.find("notices").innerText()).contains("West and East are cut");
      visit.find("heal").click();
      visit.awaitStatus(EQUAL);
      assertThat(visit.errors()).isEmpty();
    }
  }

  @Test
  @DisplayName("a killed node is shown as down, and comes back")
  void kill() {
    try (Visit visit = visit()) {
      visit.find("power-e2").click();
      visit.awaitStatus("e2 is down\\. The other four are equal\\. .*");
      assertThat(visit.text("chip-e2")).contains("down");
      visit.find("power-e2").click();
      visit.awaitStatus(EQUAL);
      assertEqualChips(visit);
      assertThat(visit.errors()).isEmpty();
    }
  }
}
