package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * Offers keys to a peer, as many at a time as a frame takes and {@value #MOST_KEYS} at most. One
 * offer is under way at a time.
 */
final class OfferRounds {
  static final int MOST_KEYS = 256;

  private final Turn turn;
  private final Peer peer;
  private final long exchange;
  private final LongFunction<Summarised> summary;
  private final int keysAnOffer;
  private final TreeSet<Long> waiting = new TreeSet<>(Long::compareUnsigned);
  private List<Summarised> open = List.of();
  private long round;

  /** {@code summary} is asked for a place when its offer is made. */
  OfferRounds(Turn turn, Peer peer, long exchange, LongFunction<Summarised> summary) {
    this.turn = turn;
    this.peer = peer;
    this.exchange = exchange;
    this.summary = summary;
    this.keysAnOffer = turn.fires(Buggify.Point.SMALL_QUESTION) ? 1 : MOST_KEYS;
  }

  void add(Collection<Long> places) {
    waiting.addAll(places);
  }

  /** Whether more wait than one offer takes. */
  boolean isFull() {
    return waiting.size() >= keysAnOffer;
  }

  /** Whether an answer is awaited. */
  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Makes the next offer; false if there is none, or one is under way. */
  boolean next() {
    if (isOpen() || waiting.isEmpty()) {
      return false;
    }
    List<Summarised> keys = new ArrayList<>();
    int bytes = 0;
    while (!waiting.isEmpty() && keys.size() < keysAnOffer) {
      Summarised key = summary.apply(waiting.first());
      if (!keys.isEmpty() && bytes + key.sizeBytes() > FrameBudget.entryBytes(turn.config())) {
        break;
      }
      waiting.pollFirst();
      bytes += key.sizeBytes();
      keys.add(key);
    }
    round++;
    open = keys;
    turn.send(peer, Traffic.CONTROL, new Offer(exchange, round, keys));
    return true;
  }

  /**
   * What the peer wants of the open offer, and has of it; empty if this answers another one.
   *
   * @throws MalformedBytesException if it wants what was not offered; the offer stays open
   */
  Optional<List<Summarised>> wants(OfferDone done) {
    if (!isOpen() || done.exchange() != exchange || done.round() != round) {
      return Optional.empty();
    }
    List<Summarised> wants = new ArrayList<>();
    for (OfferDone.Want want : done.wants()) {
      if (want.index() >= open.size()) {
        throw new MalformedBytesException(
            "key " + want.index() + " is wanted of an offer of " + open.size());
      }
      wants.add(want.at(open.get(want.index()).place()));
    }
    return Optional.of(wants);
  }

  /** The open offer is dealt with. */
  void close() {
    open = List.of();
  }

  void clear() {
    waiting.clear();
    close();
  }
}
