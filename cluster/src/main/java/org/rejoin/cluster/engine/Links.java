package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.DeltaInbox;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.engine.wire.Ack;
import org.rejoin.cluster.engine.wire.Deltas;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Nack;
import org.rejoin.crdt.ReplicaId;

/**
 * The delta path of one group: a {@link PeerLink} for each peer, and the moment at which they are
 * flushed together.
 */
final class Links {
  /** Streams of a link that is made anew never meet those of the one before. */
  private static final int STREAMS_A_LINK = 1 << 20;

  private static final Duration EXPIRING = Duration.ofSeconds(1);

  private final Turn turn;
  private final Inbound inbound;
  private final Storage storage;
  private final HybridClock clock;
  private final PartSizes parts;
  private final Frontiers frontiers;
  private final Map<Endpoint, PeerLink> links = new TreeMap<>();

  /** All that owe something or are owed an acknowledgement, and some that do no more. */
  private final Map<Endpoint, PeerLink> busy = new TreeMap<>();

  private List<Peer> peers = List.of();
  private List<Peer> counting = List.of();
  private Alarms.@Nullable Alarm flush;
  private long linksMade;
  private long expiredAt;

  /** Peers that hold no more of what was made here than all do; at 0 more is held by all. */
  private int behind;

  Links(
      Turn turn,
      Inbound inbound,
      Storage storage,
      HybridClock clock,
      PartSizes parts,
      Frontiers frontiers) {
    this.turn = turn;
    this.inbound = inbound;
    this.storage = storage;
    this.clock = clock;
    this.parts = parts;
    this.frontiers = frontiers;
  }

  Optional<PeerLink> get(Endpoint endpoint) {
    return Optional.ofNullable(links.get(endpoint));
  }

  /** Those that owe their peers something, in order. Cost: not that of all links. */
  Collection<PeerLink> busy() {
    busy.values().removeIf(PeerLink::isIdle);
    return List.copyOf(busy.values());
  }

  List<Peer> peers() {
    return peers;
  }

  /** The peers that count for levels. */
  List<Peer> counting() {
    return counting;
  }

  /** Takes in who the peers are now, and whether these are all; returns those that left. */
  List<Endpoint> update(List<Peer> peers, boolean areAll) {
    Map<Endpoint, Peer> now = new TreeMap<>();
    peers.forEach(peer -> now.put(peer.endpoint(), peer));
    List<Endpoint> gone = new ArrayList<>();
    for (PeerLink link : List.copyOf(links.values())) {
      Endpoint endpoint = link.peer().endpoint();
      if (!now.containsKey(endpoint)) {
        links.remove(endpoint);
        busy.remove(endpoint);
        link.close();
        gone.add(endpoint);
      }
    }
    for (Peer peer : now.values()) {
      PeerLink link = links.get(peer.endpoint());
      if (link == null) {
        long firstStream = linksMade++ * STREAMS_A_LINK + 1;
        links.put(
            peer.endpoint(),
            new PeerLink(turn, clock, parts, frontiers, peer, firstStream, this::isBusy));
      } else {
        link.update(peer);
      }
    }
    this.peers = List.copyOf(now.values());
    this.counting = this.peers.stream().filter(Peer::counts).toList();
    frontiers.members(peers, areAll);
    findStable();
    return gone;
  }

  /**
   * A peer said how far it held whose updates at a moment when this node held the same. What is
   * held more now is told to those who made it.
   */
  void proven(Note.Proven note) {
    PeerLink by = links.get(note.peer());
    if (by != null) {
      Progress mine = note.frontiers().getOrDefault(turn.config().replica(), Progress.NONE);
      raise(by, () -> by.holds(mine.held()));
      storage.onceSynced(() -> proven(by.peer().replica(), note.frontiers()));
    }
  }

  private void proven(ReplicaId by, Map<ReplicaId, Progress> told) {
    Set<ReplicaId> more = frontiers.proven(by, told);
    if (!more.isEmpty()) {
      links.values().stream()
          .filter(link -> more.contains(link.peer().replica()))
          .forEach(PeerLink::oweAck);
      scheduleFlush();
    }
  }

  /** Cost: that of all links. */
  void findStable() {
    frontiers.findStable(links.values());
    long stable = frontiers.ownStable();
    behind = (int) links.values().stream().filter(link -> link.heldThere() <= stable).count();
  }

  /** Gives up what is too old; called now and then, and does it no more than once a second. */
  void expire() {
    if (turn.nanos() - expiredAt >= EXPIRING.toNanos()) {
      expiredAt = turn.nanos();
      busy().forEach(PeerLink::expire);
      scheduleFlush();
    }
  }

  /** Deltas that nobody waits for: they leave with the next flush. */
  void spread(List<Entry> entries) {
    links.values().forEach(link -> entries.forEach(link::append));
    scheduleFlush();
  }

  /** Deltas that {@code write} waits for: they leave at once. */
  void spread(List<Entry> entries, PendingWrite write) {
    for (PeerLink link : links.values()) {
      entries.forEach(entry -> link.append(entry, write));
      link.flush(true);
    }
    scheduleFlush();
  }

  /** Acknowledgement of a stream of ours. */
  void onAck(PeerLink link, Ack ack) {
    link.expectPossible(ack);
    raise(
        link,
        () -> {
          if (link.onAck(ack)) {
            link.flush(false);
          }
        });
  }

  /** Does what may show that a peer holds more of what was made here. */
  private void raise(PeerLink link, Runnable action) {
    long stable = frontiers.ownStable();
    boolean wasBehind = link.heldThere() <= stable;
    action.run();
    if (wasBehind && link.heldThere() > stable && --behind <= 0) {
      findStable();
    }
  }

  /** A gap in a stream of ours. */
  void onNack(PeerLink link, Nack nack) {
    if (link.onNack(nack)) {
      link.flush(true);
      scheduleFlush();
    }
  }

  /** A batch of a peer; throws {@code MalformedBytesException} for numbers nobody can have sent. */
  void onDeltas(PeerLink link, Deltas deltas) {
    deltas.ack().ifPresent(link::expectPossible);
    DeltaInbox.Verdict verdict = link.received().offer(deltas);
    clock.heard(link.peer(), deltas.clock());
    deltas.ack().ifPresent(ack -> onAck(link, ack));
    switch (verdict.kind()) {
      case ACCEPT -> accept(link, deltas, verdict.skip());
      case DUPLICATE -> link.repeatAck();
      case GAP -> link.refuseGap(deltas, verdict.expected());
      case STALE_STREAM -> {}
    }
  }

  private void accept(PeerLink link, Deltas deltas, int skip) {
    int room = link.received().roomForRefused(deltas);
    List<Long> refused = new ArrayList<>();
    boolean isUnsynced = false;
    int next = skip;
    while (next < deltas.entries().size() && refused.size() < room) {
      Entry entry = deltas.entries().get(next);
      if (inbound.join(link.peer(), Change.Cause.DELTA, entry)) {
        isUnsynced |= inbound.isUnsynced(entry);
      } else {
        refused.add(deltas.from() + next);
      }
      next++;
    }
    link.received().accepted(deltas, deltas.from() + next, refused, isUnsynced);
    if (isUnsynced) {
      storage.await(() -> synced(link, deltas.atOnce()), () -> {});
    } else {
      link.oweAck();
      acknowledge(link, deltas.atOnce());
    }
  }

  private void synced(PeerLink link, boolean atOnce) {
    if (links.get(link.peer().endpoint()) == link) {
      link.received().synced();
      link.oweAck();
      acknowledge(link, atOnce);
    }
  }

  private void acknowledge(PeerLink link, boolean atOnce) {
    if (atOnce) {
      link.sendAck();
    } else {
      scheduleFlush();
    }
  }

  private void scheduleFlush() {
    if (flush == null && busy.values().stream().anyMatch(PeerLink::isFlushNeeded)) {
      flush = turn.after(turn.config().intervals().delta(), this::flush);
    }
  }

  private void flush() {
    flush = null;
    for (PeerLink link : busy()) {
      link.flush(false);
      link.sendAck();
    }
  }

  private void isBusy(PeerLink link) {
    busy.put(link.peer().endpoint(), link);
  }
}
