package org.rejoin.demo.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rejoin.demo.Shop;
import org.rejoin.demo.ShopCluster;
import org.rejoin.demo.orders.OrderFile;

/** Starts the five nodes, sells all files one after another, judges after each. */
public final class HeadlessRun {
  private HeadlessRun() {}

  /**
   * Runs. Throws {@link IllegalStateException} when the cluster itself fails.
   *
   * @param progress gets a line a file, ready for JSON
   */
  public static RunReport run(
      List<OrderFile> files, RunOptions options, Consumer<Map<String, Object>> progress) {
    ShopCluster.Options start =
        new ShopCluster.Options(
            options.plant().settings(), 0, node -> LossyLinks.of(options.seed(), node));
    Ledger ledger = new Ledger();
    List<FileReport> reports = new ArrayList<>();
    try (ShopCluster cluster = ShopCluster.start(start)) {
      Shop shop = new Shop(cluster);
      Bytes bytes = new Bytes(shop);
      try (Sales sales = new Sales(cluster, options.plant().till(shop), ledger)) {
        for (OrderFile file : files) {
          FileReport report = new FileRun(shop, sales, ledger, options, file, bytes::keep).run();
          progress.accept(RunReport.line(report));
          reports.add(report);
        }
      }
      List<String> addresses = cluster.nodes().stream().map(cluster::address).toList();
      return new RunReport(reports, addresses, bytes.delta(), bytes.repair());
    }
  }
}
