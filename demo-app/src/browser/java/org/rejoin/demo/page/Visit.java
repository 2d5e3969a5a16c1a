package org.rejoin.demo.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One person's look at the page, who remembers everything that went wrong in it. */
final class Visit implements AutoCloseable {
  private static final double PATIENCE_MILLIS = 30_000;

  private final List<String> errors = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  Visit(Chromium chromium, String url) {
    this(chromium, url, new Browser.NewContextOptions());
  }

  Visit(Chromium chromium, String url, Browser.NewContextOptions options) {
    context = chromium.browser().newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (!message.type().equals("log")) {
            errors.add(message.type() + ": " + message.text());
          }
        });
    page.onPageError(error -> errors.add("thrown: " + error));
    page.navigate(url);
  }

  Page page() {
    return page;
  }

  List<String> errors() {
    return errors;
  }

  Locator find(String testId) {
    return page.getByTestId(testId);
  }

  String text(String testId) {
    return find(testId).innerText().strip();
  }

  String root(String node) {
    return find("chip-" + node).getAttribute("data-root");
  }

  String value(String key, String node) {
    return find("cell-" + key + "-" + node).locator(".value").innerText();
  }

  void awaitStatus(String regex) {
    assertThat(find("status"))
        .hasText(
            Pattern.compile(regex),
            new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  void awaitValue(String key, String node, String regex) {
    assertThat(find("cell-" + key + "-" + node).locator(".value"))
        .hasText(
            Pattern.compile(regex),
            new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
  }

  void awaitConflict(String key, String resolver, String winner, String losers) {
    Locator row = find("conflict-" + key);
    String[] expected = {resolver, winner, losers};
    String[] columns = {"resolver", "winner", "losers"};
    for (int i = 0; i < columns.length; i++) {
      assertThat(row.getByTestId(columns[i]))
          .hasText(
              Pattern.compile(expected[i]),
              new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
