package org.rejoin.demo.page;

import java.util.List;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Shop;

/** Serves the page. */
public final class PageServer implements AutoCloseable {
  /**
   * What it serves.
   *
   * @param port wanted port; 0: any; in use: another is taken
   * @param orders order lines that a visitor can play
   */
  public record Options(int port, List<OrderLine> orders) {}

  private PageServer() {}

  /** Starts it; returns once it answers. */
  public static PageServer start(Shop shop, Options options) {
    return new PageServer();
  }

  /** Where a browser finds it, secret token included. */
  public String url() {
    return "";
  }

  @Override
  public void close() {}
}
