package org.rejoin.demo;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** Guardian of a node: notes when its cluster extension is told of a data center out of reach. */
final class NodeWatch {
  /** What it hears. */
  interface Listener {
    void reachable(String dataCenter, boolean reachable);
  }

  private NodeWatch() {}

  static Behavior<ClusterEvent.DataCenterReachabilityEvent> create(Listener listener) {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(
                  Subscribe.create(
                      context.getSelf(), ClusterEvent.DataCenterReachabilityEvent.class));
          return Behaviors.receive(ClusterEvent.DataCenterReachabilityEvent.class)
              .onMessage(
                  ClusterEvent.UnreachableDataCenter.class,
                  event -> {
                    listener.reachable(event.dataCenter(), false);
                    return Behaviors.same();
                  })
              .onMessage(
                  ClusterEvent.ReachableDataCenter.class,
                  event -> {
                    listener.reachable(event.dataCenter(), true);
                    return Behaviors.same();
                  })
              .build();
        });
  }
}
