package org.rejoin.demo.page;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Shop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page's web server, on loopback only. It runs in an actor system of its own, which is no
 * member of the cluster and outlives every node. Thread-safe. Starting takes about a second; close
 * it before the cluster.
 */
public final class PageServer implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
  private static final Config CONFIG =
      ConfigFactory.parseString(
          """
          pekko {
            loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
            logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
            loglevel = WARNING
            actor.provider = local
            coordinated-shutdown {
              run-by-jvm-shutdown-hook = off
              exit-jvm = off
            }
            http.server {
              server-header = ""
              idle-timeout = 120 s
              request-timeout = 100 s
              max-connections = 64
              parsing {
                max-content-length = 64k
                max-uri-length = 2k
                max-header-count = 64
                max-header-value-length = 8k
                error-logging-verbosity = off
                illegal-header-warnings = off
              }
            }
          }
          """);

  private final ActorSystem system;
  private final ServerBinding binding;
  private final ShopView view;
  private final AutoCloseable source;
  private final String url;

  /**
   * What it serves.
   *
   * @param port to listen on; 0: any free one
   * @param orders order lines that a visitor can play; may be empty
   */
  public record Options(int port, List<OrderLine> orders) {
    /** Copies the lines; refuses what is no port. */
    public Options {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
      }
      orders = List.copyOf(orders);
    }
  }

  private PageServer(
      ActorSystem system, ServerBinding binding, ShopView view, AutoCloseable source, String url) {
    this.system = system;
    this.binding = binding;
    this.view = view;
    this.source = source;
    this.url = url;
  }

  /**
   * Serves the page of this shop and returns once it answers. When the port is in use another one
   * is taken, and the log says so.
   *
   * @throws IllegalStateException when the server cannot be started
   */
  public static PageServer start(Shop shop, Options options) {
    ShopSource source = new ShopSource(shop, options.orders());
    return start(source, source, options.port(), Gate.newToken());
  }

  static PageServer start(PageSource source, AutoCloseable onClose, int wanted, String token) {
    // An index is never met twice, even when the server is started again.
    long firstIndex = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    StaticFiles files = new StaticFiles();
    ActorSystem system =
        ActorSystem.create(
            "rejoin-page",
            ConfigFactory.defaultOverrides()
                .withFallback(CONFIG)
                .withFallback(ConfigFactory.defaultReference())
                .resolve());
    ShopView view = new ShopView(source, firstIndex);
    PageRoutes routes =
        new PageRoutes(
            files,
            view.feed(),
            new EventStream(view.feed()),
            new Commands(source, view.feed()),
            system);
    try {
      ServerBinding binding = bind(system, routes, freePort(wanted));
      int port = binding.localAddress().getPort();
      routes.open(new Gate(port, token));
      String url = "http://" + HOST + ":" + port + "/?token=" + token;
      return new PageServer(system, binding, view, onClose, url);
    } catch (RuntimeException e) {
      view.close();
      system.terminate();
      throw e;
    }
  }

  /** The address to open in a browser, token included. */
  public String url() {
    return url;
  }

  /** The port that it listens on. */
  public int port() {
    return binding.localAddress().getPort();
  }

  Feed feed() {
    return view.feed();
  }

  /** Ends all streams and stops listening. */
  @Override
  public void close() {
    view.close();
    try {
      binding.terminate(Duration.ofSeconds(1)).toCompletableFuture().get(5, TimeUnit.SECONDS);
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
      source.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("the page's server did not stop in time", e);
    }
  }

  /** Pekko would log a failed bind as an error; a port in use is none. */
  private static int freePort(int wanted) {
    if (wanted == 0) {
      return 0;
    }
    try (ServerSocket probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException inUse) {
      LOG.warn("Port {} is in use: another is taken for the page", wanted);
      LOG.debug("why", inUse);
      return 0;
    }
  }

  private static ServerBinding bind(ActorSystem system, PageRoutes routes, int port) {
    try {
      return Http.get(system)
          .newServerAt(HOST, port)
          .bind(routes::handle)
          .toCompletableFuture()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the page's server was started", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the page's server did not start in " + LIMIT, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the page cannot be served on port " + port, e.getCause());
    }
  }
}
