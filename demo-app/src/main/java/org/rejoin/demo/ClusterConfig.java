package org.rejoin.demo;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

/** Settings of one node: quick to notice a cut, and no word of farewell when it is terminated. */
final class ClusterConfig {
  private ClusterConfig() {}

  /**
   * Settings of {@code node}, in front of the libraries' own.
   *
   * @param port 0: any free one
   */
  static Config of(String node, int port, Config overrides) {
    String own =
        "pekko.cluster.multi-data-center.self-data-center = "
            + Side.of(node).dataCenter()
            + "\npekko.remote.artery.canonical.port = "
            + port;
    return overrides
        .withFallback(ConfigFactory.parseString(own))
        .withFallback(ConfigFactory.parseResources("shop.conf"))
        .withFallback(ConfigFactory.load())
        .resolve();
  }
}
