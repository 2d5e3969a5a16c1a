package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.Differences;
import org.rejoin.antientropy.PairFingerprint;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.SketchWalk;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.cluster.engine.wire.Hello;
import org.rejoin.cluster.engine.wire.HelloAck;
import org.rejoin.cluster.engine.wire.HelloAck.Verdict;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.SymbolTell;

/**
 * When this node compares its store with whom, and what follows: section 5 of {@code
 * docs/protocol.md}. One exchange goes out at a time and one comes in.
 */
final class Exchanges {
  private static final Duration HELLO_PATIENCE = Duration.ofSeconds(2);

  /** Unreachable peers get their turn too, as membership may be wrong; they cost only this wait. */
  private static final Duration PROBE_PATIENCE = Duration.ofMillis(500);

  private static final Duration WALK_PATIENCE = Duration.ofSeconds(60);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);

  /** A peer that was away gets the deltas that were kept for it first. */
  private static final Duration DELTAS_FIRST = Duration.ofMillis(500);

  /** Peers just met, or back, that are compared with out of turn. */
  private static final int MAX_SOON = 8;

  private final Turn turn;
  private final Greetings greetings;
  private final Sums sums;
  private final Proofs proofs;
  private final PeerClocks clocks;
  private final Map<Endpoint, Standing> standings = new TreeMap<>();
  private @Nullable Outgoing outgoing;

  /** A group that is slow does not make questions pile up. */
  private boolean isSumming;

  private final TreeSet<Integer> failedGroups = new TreeSet<>();
  private Alarms.@Nullable Alarm next;

  /** When a peer gets its turn, whoever else is in need; {@link Long#MAX_VALUE}: to be set. */
  private long turnNanos = Long.MAX_VALUE;

  Exchanges(Turn turn, Greetings greetings, Sums sums, Proofs proofs) {
    this.turn = turn;
    this.greetings = greetings;
    this.sums = sums;
    this.proofs = proofs;
    this.clocks = new PeerClocks(turn);
  }

  boolean isVerified(Endpoint peer) {
    Standing standing = standings.get(peer);
    return standing != null && standing.equal;
  }

  /** Peers came, left, or are reachable again. */
  void peersChanged(List<Endpoint> met, List<Endpoint> back) {
    Map<Endpoint, Standing> before = new TreeMap<>(standings);
    standings.clear();
    for (Peer peer : greetings.peers()) {
      Standing standing = before.getOrDefault(peer.endpoint(), new Standing(peer));
      standing.peer = peer;
      standings.put(peer.endpoint(), standing);
    }
    clocks.retain(standings.keySet());
    Outgoing now = outgoing;
    if (now != null && !standings.containsKey(now.peer)) {
      end(now, false);
    }
    compareSome(met, FIRST_RETRY);
    compareSome(back, DELTAS_FIRST);
    schedule();
  }

  /**
   * Of many who came at once some, by lot: the others have their turns, and what differs spreads
   * from node to node meanwhile. With all of them, n nodes would make n * n comparisons.
   */
  private void compareSome(List<Endpoint> peers, Duration wait) {
    peers.forEach(peer -> Objects.requireNonNull(standings.get(peer)).equal = false);
    long waiting = standings.values().stream().filter(Standing::isInNeed).count();
    int some = Math.min(peers.size(), MAX_SOON - (int) Math.min(waiting, MAX_SOON));
    int first = some == 0 ? 0 : (int) Long.remainderUnsigned(turn.draw(), peers.size());
    for (int i = 0; i < some; i++) {
      compareWithin(peers.get((first + i) % peers.size()), wait);
    }
  }

  /** What peers sent of a keyspace before it was open here was refused: fetch it. */
  void keyspaceOpened() {
    compareSome(greetings.peers().stream().map(Peer::endpoint).toList(), FIRST_RETRY);
    schedule();
  }

  /** Deltas for this peer were given up: do not wait for its turn. */
  void compareSoon(Endpoint peer) {
    compareWithin(peer, FIRST_RETRY);
    schedule();
  }

  private void compareWithin(Endpoint peer, Duration wait) {
    Standing standing = standings.get(peer);
    if (standing != null) {
      standing.equal = false;
      standing.dueNanos = Math.min(standing.dueNanos, turn.nanos() + wait.toNanos());
    }
  }

  private boolean isOff() {
    return turn.config().intervals().antiEntropy().isZero();
  }

  /** Sets the alarm for whatever comes first: somebody's need, or the next turn. */
  private void schedule() {
    if (isOff() || outgoing != null) {
      return;
    }
    if (next != null) {
      turn.cancel(next);
      next = null;
    }
    long interval = turn.config().intervals().antiEntropy().toNanos();
    long jitter = Long.remainderUnsigned(turn.draw(), Math.max(1, interval * 2 / 5));
    if (turnNanos == Long.MAX_VALUE) {
      turnNanos = turn.nanos() + interval * 4 / 5 + jitter;
    }
    long at = turnNanos;
    for (Standing standing : standings.values()) {
      at = Math.min(at, standing.needNanos());
    }
    if (standings.isEmpty()) {
      turnNanos = Long.MAX_VALUE;
    } else {
      next = turn.after(Duration.ofNanos(Math.max(0, at - turn.nanos())), this::begin);
    }
  }

  private void begin() {
    next = null;
    if (isSumming || turn.fires(Buggify.Point.SKIP_ROUND)) {
      turnNanos = Long.MAX_VALUE;
      schedule();
      return;
    }
    Comparator<Standing> order = Comparator.comparingLong(standing -> standing.comparedNanos);
    if (turn.nanos() >= turnNanos) {
      turnNanos = Long.MAX_VALUE;
    } else {
      order =
          Comparator.<Standing>comparingLong(s -> s.dueOrder(turn.nanos())).thenComparing(order);
    }
    Optional<Peer> partner = standings.values().stream().min(order).map(s -> s.peer);
    if (partner.isEmpty()) {
      schedule();
      return;
    }
    Outgoing begun = new Outgoing(turn.draw(), partner.get().endpoint());
    outgoing = begun;
    Duration patience = partner.get().reachable() ? HELLO_PATIENCE : PROBE_PATIENCE;
    begun.patience = turn.after(patience, () -> end(begun, false));
    isSumming = true;
    sums.ask(
        0,
        answer -> {
          isSumming = false;
          hello(begun, answer);
        });
  }

  private void hello(Outgoing begun, Sums.Answer answer) {
    Optional<Peer> peer = greetings.peer(begun.peer);
    if (outgoing != begun || peer.isEmpty()) {
      return;
    }
    RangeSum mine = PairFingerprint.combine(answer.sums());
    proofs.asking(begun.id, begun.peer, answer.frontiers());
    begun.count = mine.count();
    begun.askedNanos = turn.nanos();
    turn.send(
        peer.get(),
        Traffic.CONTROL,
        new Hello(
            begun.id,
            mine.fingerprint(turn.config().suite(), begun.id, Range.all()),
            proofs.fingerprint(begun.id, answer.frontiers()),
            mine.count()));
  }

  /** The answer to this node's hello. */
  void onHelloAck(Peer peer, HelloAck ack) {
    Outgoing now = outgoing;
    if (now == null
        || ack.exchange() != now.id
        || !now.peer.equals(peer.endpoint())
        || now.isAnswered) {
      return;
    }
    now.isAnswered = true;
    clocks.heard(now.peer, now.askedNanos, ack.wallMillis());
    if (ack.verdict() == Verdict.EQUAL) {
      proofs.wereEqual(now.id);
      end(now, true);
    } else if (ack.verdict() == Verdict.BUSY) {
      end(now, false);
    } else {
      rearm(now);
      SymbolAnswer first = ack.first().orElseThrow();
      if (first.isNothing()) {
        walkAll(now);
      } else {
        int symbols = Snapshot.size(now.count, first.count());
        sums.ask(symbols, answer -> search(now, peer, answer.snapshot(), first));
      }
    }
  }

  private void search(Outgoing now, Peer peer, Optional<Snapshot> mine, SymbolAnswer first) {
    if (outgoing != now) {
      return;
    }
    if (mine.isEmpty()) {
      walkAll(now);
      return;
    }
    SketchWalk walk = new SketchWalk(turn.config().suite(), now.id, mine.get());
    SymbolSearch begun = new SymbolSearch(turn, peer, walk, found -> searched(now, peer, found));
    now.search = begun;
    begun.told(first);
  }

  /** Symbols of a peer came. */
  void onSymbols(Peer peer, SymbolTell tell) {
    Outgoing now = outgoing;
    if (now != null && now.search != null && now.peer.equals(peer.endpoint())) {
      now.search.told(tell.answer());
    }
  }

  private void searched(Outgoing now, Peer peer, Optional<Differences> found) {
    if (found.isEmpty()) {
      walkAll(now);
      return;
    }
    Map<Integer, Differences> byGroup =
        found.get().split(place -> Replica.groupOf(place, turn.config().groups()));
    if (isFew(found.get()) && failedGroups.stream().noneMatch(byGroup::containsKey)) {
      mend(now, peer, byGroup);
    } else {
      byGroup.forEach((group, part) -> walk(now, group, Optional.of(part)));
      walking(now);
    }
  }

  /** What is offered fits an offer, and several groups would send one each. */
  private boolean isFew(Differences found) {
    return !found.isEmpty()
        && found.size() - found.onlyMine().size() <= OfferRounds.MOST_KEYS
        && turn.config().groups() > 1
        && !turn.fires(Buggify.Point.BY_GROUP);
  }

  private void mend(Outgoing now, Peer peer, Map<Integer, Differences> byGroup) {
    now.groups = byGroup.size();
    now.differing = byGroup.values().stream().mapToInt(Differences::size).sum();
    rearm(now);
    JointRepair joint =
        new JointRepair(
            turn,
            peer,
            now.id,
            finished -> {
              now.finished = finished;
              end(now, false);
            });
    now.joint = joint;
    joint.begin(byGroup);
  }

  /** The part of a repair of a few keys that is under way; ignores those of others. */
  void onJoint(Consumer<JointRepair> part) {
    if (outgoing != null && outgoing.joint != null) {
      part.accept(outgoing.joint);
    }
  }

  /** A peer answered an offer. */
  void onOfferDone(Peer peer, OfferDone done) {
    if (outgoing != null && outgoing.peer.equals(peer.endpoint())) {
      onJoint(joint -> joint.offerDone(done));
    }
  }

  private void walkAll(Outgoing now) {
    for (int group = 0; group < turn.config().groups(); group++) {
      walk(now, group, Optional.empty());
    }
    walking(now);
  }

  private void walk(Outgoing now, int group, Optional<Differences> found) {
    if (!failedGroups.contains(group)) {
      now.walking.add(group);
      turn.tell(group + 1, new Note.Walk(now.id, now.peer, found));
    }
  }

  private void walking(Outgoing now) {
    now.groups = now.walking.size();
    rearm(now);
    if (now.walking.isEmpty()) {
      end(now, false);
    }
  }

  /** A group of this node was stopped by a bug: nobody waits for it. */
  void failed(int group) {
    failedGroups.add(group);
    Outgoing now = outgoing;
    if (now != null) {
      onWalkEnded(new Note.WalkEnded(now.id, group, false, 0));
      onJoint(joint -> joint.failed(group));
    }
  }

  void onWalkEnded(Note.WalkEnded ended) {
    Outgoing now = outgoing;
    if (now == null || ended.exchange() != now.id || !now.walking.remove(ended.group())) {
      return;
    }
    now.differing += ended.differing();
    now.finished &= ended.finished();
    if (now.walking.isEmpty()) {
      end(now, false);
    }
  }

  private void rearm(Outgoing now) {
    if (now.patience != null) {
      turn.cancel(now.patience);
    }
    now.patience = turn.after(WALK_PATIENCE, () -> end(now, false));
  }

  /** Ends the exchange; unless both were equal, another with this peer follows, ever later. */
  private void end(Outgoing now, boolean equal) {
    if (outgoing != now) {
      return;
    }
    outgoing = null;
    if (now.search != null) {
      now.search.stop();
    }
    if (now.joint != null) {
      now.joint.stop();
    }
    if (now.patience != null) {
      turn.cancel(now.patience);
    }
    turn.trace(
        new TraceEvent.ExchangeEnded(now.peer, equal, now.finished, now.groups, now.differing));
    Standing standing = standings.get(now.peer);
    if (standing != null) {
      standing.comparedNanos = turn.nanos();
      standing.equal = equal;
      standing.failures = equal ? 0 : Math.min(standing.failures + 1, 20);
      standing.dueNanos = equal ? Long.MAX_VALUE : turn.nanos() + retryNanos(standing.failures);
    }
    schedule();
  }

  private long retryNanos(int failures) {
    long interval = turn.config().intervals().antiEntropy().toNanos();
    long wait = Math.min(interval, FIRST_RETRY.toNanos() << failures);
    return wait * 4 / 5 + Long.remainderUnsigned(turn.draw(), Math.max(1, wait * 2 / 5));
  }
}
