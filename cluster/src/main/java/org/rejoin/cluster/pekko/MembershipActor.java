package org.rejoin.cluster.pekko;

import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.rejoin.cluster.engine.Member;

/** Follows the cluster's events and hands on the list of other members whenever it changes. */
final class MembershipActor {
  private final MembershipView view;
  private final Consumer<List<Member>> changed;
  private List<Member> last = List.of();
  private boolean told;

  private MembershipActor(MembershipView view, Consumer<List<Member>> changed) {
    this.view = view;
    this.changed = changed;
  }

  static Behavior<Object> create(
      Cluster cluster, MembershipView view, Consumer<List<Member>> changed) {
    return Behaviors.setup(
        context -> {
          var self = Adapter.toClassic(context.getSelf());
          cluster.subscribe(
              self,
              ClusterEvent.initialStateAsSnapshot(),
              ClusterEvent.MemberEvent.class,
              ClusterEvent.ReachabilityEvent.class,
              ClusterEvent.DataCenterReachabilityEvent.class);
          MembershipActor actor = new MembershipActor(view, changed);
          return Behaviors.receive(Object.class)
              .onAnyMessage(actor::event)
              .onSignal(
                  PostStop.class,
                  stop -> {
                    cluster.unsubscribe(self);
                    return Behaviors.same();
                  })
              .build();
        });
  }

  private Behavior<Object> event(Object event) {
    view.apply(event);
    List<Member> others = view.others();
    if (!told || !others.equals(last)) {
      told = true;
      last = others;
      changed.accept(others);
    }
    return Behaviors.same();
  }
}
