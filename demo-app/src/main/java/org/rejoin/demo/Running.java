package org.rejoin.demo;

import com.typesafe.config.Config;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.rejoin.cluster.pekko.LinkPolicy;
import org.rejoin.cluster.pekko.ReplicatedStore;
import org.rejoin.cluster.pekko.ReplicatedStoreSetup;

/** A node that runs: its actor system and store, and what its cluster extension was told. */
final class Running {
  private static final String SYSTEM = "shop";

  final ActorSystem<?> system;
  final ReplicatedStore store;
  private final Side side;
  private volatile boolean otherUnreachable;
  private volatile long toldNanos;

  Running(String node, Config config, LinkPolicy policy) {
    side = Side.of(node);
    system =
        ActorSystem.create(
            NodeWatch.create(this::told),
            SYSTEM,
            ActorSystemSetup.create(
                BootstrapSetup.create(config),
                ReplicatedStoreSetup.create()
                    .withNodeId(node)
                    .withReplicaSet(ShopCluster.NODES)
                    .withLinkPolicy(policy)));
    store = ReplicatedStore.get(system);
    Shop.open(store);
  }

  /** Whether the other data center is unreachable, as the cluster extension said last. */
  boolean isOtherUnreachable() {
    return otherUnreachable;
  }

  /** When it said so. */
  long toldNanos() {
    return toldNanos;
  }

  private void told(String dataCenter, boolean reachable) {
    if (dataCenter.equals(side.other().dataCenter())) {
      toldNanos = System.nanoTime();
      otherUnreachable = !reachable;
    }
  }
}
