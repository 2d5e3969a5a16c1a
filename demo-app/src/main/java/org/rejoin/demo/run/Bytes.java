package org.rejoin.demo.run;

import org.rejoin.cluster.engine.Traffic;
import org.rejoin.cluster.pekko.StoreMetrics;
import org.rejoin.demo.Shop;

/** Bytes that the nodes sent, those of killed nodes included. Thread-safe. */
final class Bytes {
  private final Shop shop;
  private long deltaOfKilled;
  private long repairOfKilled;

  Bytes(Shop shop) {
    this.shop = shop;
  }

  /** The node is about to be killed: its counts would be gone. */
  synchronized void keep(String node) {
    StoreMetrics metrics = shop.metrics(node);
    deltaOfKilled += sent(metrics, Traffic.DELTA);
    repairOfKilled += sent(metrics, Traffic.REPAIR);
  }

  synchronized long delta() {
    return deltaOfKilled + live(Traffic.DELTA);
  }

  synchronized long repair() {
    return repairOfKilled + live(Traffic.REPAIR);
  }

  private long live(Traffic traffic) {
    return shop.cluster().live().stream()
        .mapToLong(node -> sent(shop.metrics(node), traffic))
        .sum();
  }

  private static long sent(StoreMetrics metrics, Traffic traffic) {
    StoreMetrics.Volume volume = metrics.sent().get(traffic);
    return volume == null ? 0 : volume.bytes();
  }
}
