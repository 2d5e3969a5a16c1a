package org.rejoin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.cluster.pekko.LinkPolicy;

class ShopClusterIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  @DisplayName(
      "a cut is seen by every node, a killed node comes back on its port in and after a cut")
  void cutKillRestartHeal() {
    try (ShopCluster cluster = ShopCluster.start(ShopCluster.Options.DEFAULT)) {
      String address = cluster.address("e2");
      cluster.cut();
      assertThat(cluster.awaitUnreachableSeen(LIMIT)).containsOnlyKeys(ShopCluster.NODES);
      cluster.kill("e2");
      assertThat(cluster.live()).containsExactly("w1", "w2", "w3", "e1");
      cluster.restart("e2");
      assertThat(cluster.address("e2")).isEqualTo(address);
      assertThat(cluster.awaitUnreachableSeen(LIMIT)).containsKey("e2");
      cluster.kill("e2");
      cluster.heal();
      cluster.restart("e2");
      cluster.awaitAllUp(LIMIT);
      assertThat(cluster.address("e2")).isEqualTo(address);
    }
  }

  @Test
  @DisplayName("a requested port in use is replaced by another")
  void portInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ShopCluster cluster =
            ShopCluster.start(
                new ShopCluster.Options(
                    ConfigFactory.empty(),
                    taken.getLocalPort(),
                    node -> LinkPolicy.deliverAll()))) {
      assertThat(cluster.address("w1")).doesNotEndWith(":" + taken.getLocalPort());
      assertThat(cluster.live()).hasSize(5);
    }
  }
}
