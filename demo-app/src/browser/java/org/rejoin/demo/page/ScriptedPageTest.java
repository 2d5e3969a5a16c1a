package org.rejoin.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page over a scripted source: what real nodes do too seldom. */
final class ScriptedPageTest {
  private static final String TOKEN = "00112233445566778899aabbccddeeff";
  private static final String HOSTILE =
      "<img src=x onerror=\"window.broken=1\"><script>window.broken=1</script>";
  private static final String EQUAL = "All five replicas are equal\\. .*";

  /** Runs every event of the stream through the page's reducer; compares with a fresh snapshot. */
  private static final String REDUCE =
      """
      async () => {
        const { initial, reduce } = await import("/js/reduce.js");
        const { send } = await import("/js/commands.js");
        const types = ["snapshot", "nodes", "links", "rows", "summary", "orders", "conflicts", "notice", "messages"];
        let state = initial;
        const source = new EventSource("/events");
        const seen = new Set();
        for (const type of types) {
          source.addEventListener(type, (event) => {
            seen.add(type);
            const frozen = JSON.stringify(state);
            const next = reduce(state, { type, index: Number(event.lastEventId), data: JSON.parse(event.data) });
            if (JSON.stringify(state) !== frozen) throw new Error("reduce changed its input");
            state = next;
          });
        }
        const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
        await rest(500);
        await send("cut");
        for (const sku of ["LAMP", "MUG", "CHAIR"]) {
          await send("sell", { side: "West", sku, quantity: 2 });
          await send("sell", { side: "East", sku, quantity: 1 });
          await rest(300);
        }
        await send("price", { side: "West", sku: "MUG", pence: 900 });
        await send("price", { side: "East", sku: "MUG", pence: 800 });
        await send("kill", { node: "e2" });
        await rest(500);
        await send("restart", { node: "e2" });
        await send("heal");
        for (let i = 0; i < 50; i++) {
          await rest(200);
          const fresh = await (await fetch("/state")).json();
          if (fresh.index === state.index) {
            source.close();
            const { summary, nodes, links, rows, catalogue, orders, conflicts } = state;
            const mine = JSON.stringify({ summary, nodes, links, rows, catalogue, orders, conflicts });
            const same = mine === JSON.stringify(fresh.state)
              && JSON.stringify(state.notices) === JSON.stringify(fresh.notices);
            return (same ? "same" : mine + " is not " + JSON.stringify(fresh.state))
              + " after " + [...seen].sort().join(" ");
          }
        }
        return "the stream never caught up";
      }
      """;

  private static Chromium chromium;

  private Optional<PageServer> server = Optional.empty();

  @BeforeAll
  static void startBrowser() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void stop() {
    server.ifPresent(PageServer::close);
  }

  private PageServer serve(FakeSource source, int port) {
    PageServer started = PageServer.start(source, () -> {}, port, TOKEN);
    server = Optional.of(started);
    return started;
  }

  private static FakeSource filled() {
    FakeSource source = new FakeSource();
    source.putAll("orders/LAMP", "3 sold in West");
    source.putAll("price-merged/LAMP", "£49.00");
    return source;
  }

  @Test
  @DisplayName("the reducer, fed with the stream, arrives at the server's own snapshot")
  void reducer() {
    try (Visit visit = new Visit(chromium, serve(filled(), 0).url())) {
      visit.awaitStatus(EQUAL);
      assertThat(visit.page().evaluate(REDUCE))
          .isEqualTo("same after conflicts links nodes notice rows snapshot summary");
      assertThat(visit.errors()).isEmpty();
    }
  }

  @Test
  @DisplayName("hostile titles, keys and values stay text")
  void hostile() {
    FakeSource source = new FakeSource(HOSTILE);
    source.putAll("orders/LAMP", HOSTILE);
    source.putAll("orders/" + HOSTILE, "javascript:window.broken=1");
    source.putAll("units/__proto__", "{{constructor}}");
    source.setConflict("description/LAMP", "plain", HOSTILE);
    try (Visit visit = new Visit(chromium, serve(source, 0).url())) {
      visit.awaitStatus(EQUAL);
      visit.awaitValue("orders/LAMP", "w1", "<img src=x .*");
      assertThat(visit.text("conflict-description/LAMP")).contains("<img src=x");
      visit.find("cut").click();
      visit.find("sell-west").click();
      visit.awaitStatus("Partitioned: .*");
      assertThat(visit.page().evaluate("window.broken === undefined")).isEqualTo(true);
      assertThat(visit.page().locator("main img, main script").count()).isZero();
      assertThat(visit.page().locator("#rows tbody tr").count()).isEqualTo(3);
      assertThat(visit.errors()).isEmpty();
    }
  }

  @Test
  @DisplayName("the page reconnects to a server that was started again")
  void reconnect() {
    FakeSource source = filled();
    PageServer first = serve(source, 0);
    int port = first.port();
    try (Visit visit = new Visit(chromium, first.url())) {
      visit.awaitStatus(EQUAL);
      first.close();
      visit.find("connection").waitFor();
      assertThat(visit.text("connection")).contains("Reconnecting");
      source.putAll("orders/MUG", "1 sold in East");
      assertThat(serve(source, port).port()).isEqualTo(port);
      visit.awaitStatus("All five replicas are equal\\. 3 keys\\.");
      assertThat(visit.find("connection").isHidden()).isTrue();
      assertThat(visit.errors()).allMatch(error -> error.contains("Failed to load resource"));
    }
  }

  @Test
  @DisplayName("somebody without the cookie is told where to get in")
  void stranger() {
    PageServer open = serve(filled(), 0);
    try (Visit visit = new Visit(chromium, "http://127.0.0.1:" + open.port() + "/")) {
      visit.find("connection").waitFor();
      assertThat(visit.text("connection")).contains("Open the address that the demo printed");
    }
  }

  @Test
  @DisplayName("light and dark, desktop and 360 px: nothing is wider than the window")
  void looks() {
    FakeSource source = filled();
    String url = serve(source, 0).url();
    source.cut();
    source.sell("West", "MUG", 2, "x");
    source.setConflict("price-merged/MUG", "£8.00", "£9.00");
    source.setConflict("description/MUG", "x".repeat(80), "y".repeat(80));
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : new int[] {360, 1366}) {
        Browser.NewContextOptions options =
            new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE);
        try (Visit visit = new Visit(chromium, url, options)) {
          visit.awaitStatus("Partitioned: .*");
          assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
              .isEqualTo(width);
          assertThat(visit.text("conflict-price-merged/MUG")).contains("£8.00", "£9.00");
          Path file = Path.of("target", "screenshots", scheme + "-" + width + ".png");
          visit
              .page()
              .screenshot(
                  new com.microsoft.playwright.Page.ScreenshotOptions()
                      .setPath(file)
                      .setFullPage(true));
          assertThat(file).isNotEmptyFile();
          assertThat(visit.errors()).isEmpty();
        }
      }
    }
  }

  @Test
  @DisplayName("messages fly, many are sampled and that is said; with reduced motion nothing flies")
  void messages() {
    FakeSource source = filled();
    String url = serve(source, 0).url();
    Browser.NewContextOptions still =
        new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    try (Visit visit = new Visit(chromium, url);
        Visit calm = new Visit(chromium, url, still)) {
      visit.awaitStatus(EQUAL);
      calm.awaitStatus(EQUAL);
      boolean flew = false;
      for (int i = 0; i < 40 && !flew; i++) {
        for (int j = 0; j < 100; j++) {
          source.send(new PageSource.Message("w1", "e1", PageSource.Message.Kind.DELTA, 9, false));
        }
        visit.page().waitForTimeout(100);
        flew = visit.page().locator(".flyers > *").count() > 0;
        assertThat(calm.page().locator(".flyers > *").count()).isZero();
      }
      assertThat(flew).isTrue();
      assertThat(visit.text("rate")).contains("of them shown");
    }
  }
}
