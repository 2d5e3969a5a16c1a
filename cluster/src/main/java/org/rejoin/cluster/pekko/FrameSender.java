package org.rejoin.cluster.pekko;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.UniqueAddress;
import org.rejoin.cluster.engine.Effect;
import org.rejoin.cluster.engine.Endpoint;
import org.rejoin.cluster.engine.Machine;
import org.rejoin.cluster.pekko.StoreMetrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out: asks the policy, counts, shows observers, and tells the peer's actor, whose
 * reference is made from address and path without a round trip. Thread-safe.
 */
final class FrameSender {
  /** Endpoints remembered at most; beyond, all are forgotten and looked up again. */
  private static final int MAX_KNOWN = 4096;

  /** Endpoints of former members that may stay. */
  private static final int MAX_FORMER = 64;

  private static final Logger LOG = LoggerFactory.getLogger(FrameSender.class);

  private final String self;
  private final String store;
  private final Function<String, ActorRef> resolve;
  private final LinkPolicy policy;
  private final StoreCounters counters;
  private final Observers<FrameEvent> observers;
  private final Map<Endpoint, Peer> peers = new ConcurrentHashMap<>();

  FrameSender(
      Endpoint self,
      String store,
      Function<String, ActorRef> resolve,
      LinkPolicy policy,
      StoreCounters counters,
      Observers<FrameEvent> observers) {
    this.self = self.name();
    this.store = store;
    this.resolve = resolve;
    this.policy = policy;
    this.counters = counters;
    this.observers = observers;
  }

  /** Name of a machine's actor. */
  static String actorName(int machine) {
    return machine == Machine.COORDINATOR ? "coordinator" : "group-" + (machine - 1);
  }

  void send(Effect.Send send) {
    Peer peer = peer(send.to());
    if (peer.address.isEmpty()) {
      counters.add(Counter.FRAMES_UNREADABLE);
      return;
    }
    int bytes = send.frame().length;
    if (decide(peer, send) == LinkPolicy.Decision.DROP) {
      counters.add(Counter.FRAMES_DROPPED_BY_POLICY);
      show(FrameEvent.Kind.DROPPED, peer, send, bytes);
      return;
    }
    counters.sent(send.traffic(), bytes);
    show(FrameEvent.Kind.SENT, peer, send, bytes);
    peer.actor(send.machine())
        .tell(
            new WireFrame(peer.address.get().longUid(), send.traffic(), self, send.frame()),
            ActorRef.noSender());
  }

  private void show(FrameEvent.Kind kind, Peer peer, Effect.Send send, int bytes) {
    if (observers.isWatched()) {
      observers.publish(new FrameEvent(kind, peer.node, peer.name, send.traffic(), bytes));
    }
  }

  /** Counts and shows a frame that came in. */
  void received(WireFrame frame) {
    counters.received(frame.traffic(), frame.bytes().length);
    if (observers.isWatched()) {
      Endpoint from = new Endpoint(frame.from());
      Peer known = peers.get(from);
      observers.publish(
          new FrameEvent(
              FrameEvent.Kind.RECEIVED,
              known == null ? "" : known.node,
              Endpoints.addressOf(from),
              frame.traffic(),
              frame.bytes().length));
    }
  }

  private LinkPolicy.Decision decide(Peer peer, Effect.Send send) {
    try {
      return policy.decide(
          new LinkPolicy.Frame(peer.node, peer.name, send.traffic(), send.frame().length));
    } catch (RuntimeException e) {
      counters.add(Counter.CALLBACKS_FAILED);
      LOG.warn("A link policy threw; the frame is delivered.", e);
      return LinkPolicy.Decision.DELIVER;
    }
  }

  /** A peer said which node it is. */
  void met(Endpoint endpoint, String node) {
    peer(endpoint).node = node;
  }

  /** Forgets others, once there are many: earlier incarnations. */
  void retain(Set<Endpoint> members) {
    if (peers.size() > MAX_FORMER + members.size()) {
      peers.keySet().retainAll(members);
    }
  }

  private Peer peer(Endpoint endpoint) {
    if (peers.size() > MAX_KNOWN) {
      peers.clear();
    }
    return peers.computeIfAbsent(endpoint, Peer::new);
  }

  private final class Peer {
    private final String name;
    private final Optional<UniqueAddress> address;
    private final Map<Integer, ActorRef> actors = new ConcurrentHashMap<>();
    private volatile String node = "";

    Peer(Endpoint endpoint) {
      this.name = Endpoints.addressOf(endpoint);
      this.address = Endpoints.parse(endpoint);
    }

    ActorRef actor(int machine) {
      return actors.computeIfAbsent(
          machine,
          index -> resolve.apply(name + "/system/rejoin/" + store + "/" + actorName(index)));
    }
  }
}
