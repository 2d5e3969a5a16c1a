package org.rejoin.demo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the user's browser, where there is one. */
final class Browser {
  private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

  private Browser() {}

  /** Tries; a desktop without a browser is no error. */
  static void open(String url) {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    try {
      new ProcessBuilder(List.of(mac ? "open" : "xdg-open", url))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException noBrowser) {
      LOG.debug("no browser opened", noBrowser);
    }
  }
}
