package org.rejoin.demo.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, started once for a test class. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** Starts it. Where there is none: skips the tests and says so, but fails them when CI=true. */
  static Chromium start() {
    Optional<Path> executable = find();
    if (executable.isEmpty()) {
      String why = "no Chromium found for the page tests: install one or set REJOIN_CHROMIUM";
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(why);
      }
      System.err.println("SKIPPED: " + why);
      Assumptions.abort(why);
    }
    return new Chromium(executable.orElseThrow());
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Optional<Path> find() {
    List<Path> candidates = new ArrayList<>();
    List<String> names = new ArrayList<>(NAMES);
    Optional.ofNullable(System.getenv("REJOIN_CHROMIUM")).ifPresent(name -> names.add(0, name));
    for (String name : names) {
      if (name.contains(File.separator)) {
        candidates.add(Path.of(name));
      } else {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
          candidates.add(Path.of(folder, name));
        }
      }
    }
    return candidates.stream().filter(Files::isExecutable).findFirst();
  }
}
