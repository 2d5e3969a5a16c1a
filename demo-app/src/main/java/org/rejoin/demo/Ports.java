package org.rejoin.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ports on loopback. */
final class Ports {
  private static final Logger LOG = LoggerFactory.getLogger(Ports.class);

  private Ports() {}

  /**
   * {@code wanted} if it is free or becomes so within two seconds, else 0, which stands for any; a
   * warning says so.
   */
  static int free(String node, int wanted) {
    for (int attempt = 0; attempt < 20; attempt++) {
      try (ServerSocket probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException inUse) {
        LOG.debug("port {} for {} is in use", wanted, node, inUse);
        pause();
      }
    }
    LOG.warn("Port {} for {} is in use: another is taken", wanted, node);
    return 0;
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a port", e);
    }
  }
}
