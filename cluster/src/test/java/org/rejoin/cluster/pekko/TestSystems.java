package org.rejoin.cluster.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Actor systems with quick settings, for tests. */
final class TestSystems {
  private static final String BASE =
      """
      pekko.actor { provider = cluster, allow-java-serialization = off }
      pekko.coordinated-shutdown {
        run-by-jvm-shutdown-hook = off, run-by-actor-system-terminate = off, exit-jvm = off
      }
      pekko.log-dead-letters = off
      pekko.remote.artery {
        transport = tcp, canonical.hostname = "127.0.0.1", advanced.test-mode = on
      }
      pekko.cluster {
        multi-data-center {
          cross-data-center-gossip-probability = 0.5
          failure-detector {
            heartbeat-interval = 500ms, acceptable-heartbeat-pause = 2s
            expected-response-after = 500ms
          }
        }
        failure-detector {
          heartbeat-interval = 500ms, acceptable-heartbeat-pause = 2s
          expected-response-after = 500ms
        }
        periodic-tasks-initial-delay = 200ms, gossip-interval = 200ms, gossip-time-to-live = 1s
        leader-actions-interval = 200ms, unreachable-nodes-reaper-interval = 250ms
        allow-weakly-up-members = 3s, seed-node-timeout = 2s, retry-unsuccessful-join-after = 1s
        jmx.multi-mbeans-in-same-jvm = on
      }
      """;

  private TestSystems() {}

  static Config config(String more) {
    return ConfigFactory.parseString(more)
        .withFallback(ConfigFactory.parseString(BASE))
        .withFallback(ConfigFactory.load());
  }

  static ActorSystem<Void> start(String name, Config config, ReplicatedStoreSetup setup) {
    return ActorSystem.create(
        Behaviors.<Void>empty(),
        name,
        ActorSystemSetup.create(BootstrapSetup.create(config), setup));
  }

  /** A system that is no member of any cluster. */
  static ActorSystem<Void> alone(String more) {
    return start(
        "alone",
        config("pekko.remote.artery.canonical.port = 0, rejoin.node-id = n1\n" + more),
        ReplicatedStoreSetup.create());
  }

  static void stop(ActorSystem<?> system) throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
