package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.ResolverSchema;
import org.rejoin.cluster.engine.wire.Schema;
import org.rejoin.cluster.engine.wire.SchemaAck;
import org.rejoin.conflict.ResolverOffer;

/**
 * Which resolvers the members can run, keyspace by keyspace: section 8 of {@code docs/protocol.md}.
 * Told once to each peer, again until it acknowledges; nothing is sent once all know.
 */
final class Offers {
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Keyspaces that one peer may name. */
  private static final int MAX_KEYSPACES = 4096;

  private final Turn turn;
  private final Map<String, ResolverOffer> own = new TreeMap<>();
  private final Map<Endpoint, Told> peers = new TreeMap<>();
  private Map<String, List<ResolverOffer>> published = Map.of();
  private Map<String, List<Endpoint>> publishedPeers = Map.of();
  private Alarms.@Nullable Alarm again;
  private Duration wait = FIRST_WAIT;

  /** One peer's part. */
  private static final class Told {
    Peer peer;
    final TreeSet<String> open = new TreeSet<>();
    final Map<String, ResolverOffer> offers = new TreeMap<>();

    Told(Peer peer) {
      this.peer = peer;
    }
  }

  Offers(Turn turn) {
    this.turn = turn;
  }

  void opened(KeyspaceSpec<?, ?> spec) {
    Optional<ResolverSchema> schema = spec.resolver();
    if (schema.isPresent() && own.putIfAbsent(spec.name(), schema.get().offer()) == null) {
      peers.values().forEach(told -> told.open.add(spec.name()));
      wait = FIRST_WAIT;
      tell();
    }
  }

  void peersChanged(List<Peer> now) {
    Map<Endpoint, Peer> byEndpoint = new TreeMap<>();
    now.forEach(peer -> byEndpoint.put(peer.endpoint(), peer));
    boolean isLess = peers.keySet().retainAll(byEndpoint.keySet());
    boolean isMore = false;
    for (Peer peer : now) {
      Told told = peers.get(peer.endpoint());
      if (told == null) {
        told = new Told(peer);
        told.open.addAll(own.keySet());
        peers.put(peer.endpoint(), told);
        isMore = true;
      } else {
        isMore |= peer.reachable() && !told.peer.reachable();
        told.peer = peer;
      }
    }
    if (isLess) {
      publish();
    }
    if (isMore) {
      wait = FIRST_WAIT;
      tell();
    }
  }

  void onSchema(Peer peer, Schema schema) {
    Told told = peers.get(peer.endpoint());
    if (told == null) {
      return;
    }
    if (told.offers.size() >= MAX_KEYSPACES && !told.offers.containsKey(schema.keyspace())) {
      turn.trace(new TraceEvent.FrameRejected(peer.endpoint(), "too many keyspaces"));
      return;
    }
    turn.send(peer, Traffic.CONTROL, new SchemaAck(schema.keyspace()));
    if (!schema.offer().equals(told.offers.put(schema.keyspace(), schema.offer()))) {
      publish();
    }
  }

  void onAck(Peer peer, SchemaAck ack) {
    Told told = peers.get(peer.endpoint());
    if (told != null) {
      told.open.remove(ack.keyspace());
    }
  }

  /** Tells those who do not know yet, and again after a while. */
  private void tell() {
    if (again != null) {
      turn.cancel(again);
      again = null;
    }
    boolean isOpen = false;
    for (Told told : peers.values()) {
      if (told.peer.reachable()) {
        for (String keyspace : told.open) {
          ResolverOffer offer = own.get(keyspace);
          if (offer != null) {
            turn.send(told.peer, Traffic.CONTROL, new Schema(keyspace, offer));
            isOpen = true;
          }
        }
      }
    }
    if (isOpen) {
      again = turn.after(wait, this::tell);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  private void publish() {
    Map<String, List<ResolverOffer>> offers = new TreeMap<>();
    Map<String, List<Endpoint>> offered = new TreeMap<>();
    peers.forEach(
        (endpoint, told) ->
            told.offers.forEach(
                (keyspace, offer) -> {
                  offers.computeIfAbsent(keyspace, k -> new ArrayList<>()).add(offer);
                  offered.computeIfAbsent(keyspace, k -> new ArrayList<>()).add(endpoint);
                }));
    if (offers.equals(published) && offered.equals(publishedPeers)) {
      return;
    }
    published = offers;
    publishedPeers = offered;
    turn.offers(offers);
    turn.tellGroups(new Note.Resolvers(offered));
  }
}
