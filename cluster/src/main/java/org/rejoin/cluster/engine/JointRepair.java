package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.rejoin.antientropy.Differences;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Summarised;

/**
 * Repair of a few keys of several groups, on the side that began the exchange: the coordinator
 * offers them together, as a frame for each group would weigh more than what is in it. The groups
 * say what they hold and send what is missing; the coordinator knows no state. Without progress for
 * a while it is given up, and the next exchange begins anew.
 */
final class JointRepair {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Turn turn;
  private final Peer peer;
  private final long exchange;
  private final Consumer<Boolean> onEnd;
  private final OfferRounds offers;
  private final Map<Long, Summarised> held = new TreeMap<>(Long::compareUnsigned);
  private final TreeSet<Integer> preparing = new TreeSet<>();
  private Alarms.Alarm patience;
  private boolean ended;

  /** {@code onEnd} is told whether all was dealt with. */
  JointRepair(Turn turn, Peer peer, long exchange, Consumer<Boolean> onEnd) {
    this.turn = turn;
    this.peer = peer;
    this.exchange = exchange;
    this.onEnd = onEnd;
    this.offers = new OfferRounds(turn, peer, exchange, this::summary);
    this.patience = turn.after(PATIENCE, () -> end(false));
  }

  private Summarised summary(long place) {
    return held.getOrDefault(place, Summarised.lacking(place));
  }

  /** Has the groups push what the peer lacks, and say what they hold of all else. */
  void begin(Map<Integer, Differences> byGroup) {
    preparing.addAll(byGroup.keySet());
    byGroup.forEach(
        (group, found) -> turn.tell(group + 1, new Note.Prepare(exchange, peer.endpoint(), found)));
  }

  /** A group said what it holds. */
  void prepared(Note.Prepared prepared) {
    if (ended || prepared.exchange() != exchange || !preparing.remove(prepared.group())) {
      return;
    }
    for (Summarised key : prepared.keys()) {
      held.put(key.place(), key);
    }
    if (preparing.isEmpty()) {
      offers.add(held.keySet());
      advance();
    }
  }

  /** The peer answered an offer. */
  void offerDone(OfferDone done) {
    Optional<List<Summarised>> wants = ended ? Optional.empty() : offers.wants(done);
    if (wants.isEmpty()) {
      return;
    }
    byGroup(turn, wants.get())
        .forEach(
            (group, some) ->
                turn.tell(group + 1, new Note.Fulfil(exchange, peer.endpoint(), some)));
    offers.close();
    advance();
  }

  /** Keys by the group that they belong to. */
  static Map<Integer, List<Summarised>> byGroup(Turn turn, List<Summarised> keys) {
    int groups = turn.config().groups();
    return keys.stream()
        .collect(
            Collectors.groupingBy(
                key -> Replica.groupOf(key.place(), groups), TreeMap::new, Collectors.toList()));
  }

  private void advance() {
    turn.cancel(patience);
    if (offers.next()) {
      patience = turn.after(PATIENCE, () -> end(false));
    } else {
      end(true);
    }
  }

  /** A group of this node was stopped by a bug: what it was asked for is left. */
  void failed(int group) {
    prepared(new Note.Prepared(exchange, group, List.of()));
  }

  private void end(boolean finished) {
    if (!ended) {
      stop();
      onEnd.accept(finished);
    }
  }

  /** Offers no more. */
  void stop() {
    ended = true;
    turn.cancel(patience);
    offers.clear();
  }
}
