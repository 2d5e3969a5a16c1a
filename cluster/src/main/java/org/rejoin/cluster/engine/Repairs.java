package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.antientropy.Differences;
import org.rejoin.cluster.engine.wire.Entry;
import org.rejoin.cluster.engine.wire.Offer;
import org.rejoin.cluster.engine.wire.OfferDone;
import org.rejoin.cluster.engine.wire.Repair;
import org.rejoin.cluster.engine.wire.Seen;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.crdt.Editable;

/**
 * What anti-entropy reads from a group's table to send it to a peer. Keeps nothing between calls;
 * what a call may send is bounded, and what did not fit is found again by the next exchange.
 */
final class Repairs {
  private final Turn turn;
  private final KeyTable table;
  private final Map<String, Family<?, ?>> families;
  private final HybridClock clock;
  private final Upkeep upkeep;
  private final PartSizes parts;

  Repairs(
      Turn turn,
      KeyTable table,
      Map<String, Family<?, ?>> families,
      HybridClock clock,
      Upkeep upkeep,
      PartSizes parts) {
    this.turn = turn;
    this.table = table;
    this.families = families;
    this.clock = clock;
    this.upkeep = upkeep;
    this.parts = parts;
  }

  KeyTable table() {
    return table;
  }

  /** What this replica has under a key hash; if several keys share it, without a summary. */
  Summarised summarise(long hash) {
    upkeep.differs(hash);
    List<KeyRef> keys = table.withHash(hash);
    if (keys.isEmpty()) {
      return Summarised.lacking(hash);
    }
    if (keys.size() > 1) {
      return new Summarised(hash, true, 0, Seen.NOTHING);
    }
    return family(keys.get(0)).summarise(keys.get(0));
  }

  /** Sends keys that the peer lacks altogether. */
  void push(Peer peer, long exchange, List<Long> hashes) {
    Batch batch = new Batch(exchange);
    for (long hash : batch.turned(hashes)) {
      upkeep.differs(hash);
      table.withHash(hash).forEach(key -> batch.addMissing(key, Seen.NOTHING));
    }
    batch.send(peer);
  }

  /** Sends what the peer asked for in turn. */
  void fulfil(Peer peer, long exchange, List<Summarised> wanted) {
    Batch batch = new Batch(exchange);
    for (Summarised want : wanted) {
      List<KeyRef> keys = table.withHash(want.keyHash());
      Seen theirs = usable(keys, want);
      for (KeyRef key : keys) {
        if (batch.addMissing(key, theirs).isNothing() && want.held()) {
          upkeep.suspect(peer, key, want.version());
        }
      }
    }
    batch.send(peer);
  }

  /** Answers an offer: the missing parts, and what this replica wants in turn. */
  void answer(Peer peer, Offer offer) {
    Batch batch = new Batch(offer.exchange());
    List<Summarised> wants = new ArrayList<>();
    int wantBytes = 0;
    for (Summarised offered : offer.keys()) {
      Optional<Summarised> want = answer(peer, offered, batch);
      if (want.isPresent()) {
        wantBytes += want.get().sizeBytes();
        if (wantBytes > FrameBudget.entryBytes(turn.config())) {
          break;
        }
        wants.add(want.get());
      }
    }
    batch.send(peer);
    turn.send(peer, Traffic.CONTROL, new OfferDone(offer.exchange(), offer.round(), wants));
  }

  private Optional<Summarised> answer(Peer peer, Summarised offered, Batch batch) {
    Summarised mine = summarise(offered.keyHash());
    if (offered.held()
        && mine.held()
        && offered.version() == mine.version()
        && mine.version() != 0) {
      return Optional.empty();
    }
    if (!mine.held()) {
      return offered.held() ? Optional.of(mine) : Optional.empty();
    }
    List<KeyRef> keys = table.withHash(offered.keyHash());
    boolean covers = true;
    boolean isSuspect = keys.size() == 1;
    for (KeyRef key : keys) {
      Family.Compared<?> compared = batch.addMissing(key, usable(keys, offered));
      covers &= compared.covers();
      isSuspect &= compared.isNothing();
    }
    if (!offered.held()) {
      return Optional.empty();
    }
    if (isSuspect) {
      upkeep.suspect(peer, keys.get(0), offered.version());
    }
    // A peer that is suspect is told so by what this replica has.
    return keys.size() > 1 || !covers || isSuspect ? Optional.of(mine) : Optional.empty();
  }

  /** A walk that sums asked for came to its end and found nothing. */
  void foundNothing() {
    upkeep.foundNothing();
  }

  /** Without the keys that are left out of repair. */
  Differences comparable(Differences found) {
    return upkeep.comparable(found);
  }

  /** What they have seen, where it can only be about one key. */
  private static Seen usable(List<KeyRef> keys, Summarised theirs) {
    return keys.size() == 1 ? theirs.seen() : Seen.NOTHING;
  }

  private Family<?, ?> family(KeyRef key) {
    Family<?, ?> family = families.get(key.keyspace());
    if (family == null) {
      throw new IllegalStateException(key + " is held, but its keyspace was never opened");
    }
    return family;
  }

  /** Entries for one peer, up to the bound of a round. */
  private final class Batch {
    private final long exchange;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Long> partBytes = new ArrayList<>();
    private final long most;
    private long bytes;

    Batch(long exchange) {
      this.exchange = exchange;
      boolean isSmall = turn.fires(Buggify.Point.SMALL_ROUND);
      this.most = isSmall ? 1 : turn.config().limits().repairBytesPerRound();
    }

    /** Adds what somebody who has seen {@code theirs} lacks of a key. */
    Family.Compared<?> addMissing(KeyRef key, Seen theirs) {
      return addMissing(family(key), key, theirs);
    }

    private <S extends Editable<S, E>, E> Family.Compared<S> addMissing(
        Family<S, E> family, KeyRef key, Seen theirs) {
      Family.Compared<S> compared = family.compare(key, theirs);
      boolean isWhole = turn.fires(Buggify.Point.WHOLE_STATE);
      compared
          .missing()
          .ifPresent(missing -> add(family, key, isWhole ? family.state(key) : missing));
      return compared;
    }

    private <S extends Editable<S, E>, E> void add(
        Family<S, E> family, KeyRef key, KeyState<S> missing) {
      if (bytes >= most) {
        return;
      }
      int stateBytes = FrameBudget.stateBytes(turn.config(), family, key);
      List<Entry> all = family.entries(key, missing, 0, stateBytes);
      partBytes.add(all.stream().mapToLong(Entry::sizeBytes).sum());
      for (Entry entry : turned(all)) {
        if (bytes < most) {
          entries.add(entry);
          bytes += entry.sizeBytes();
        }
      }
    }

    /**
     * Begins each exchange elsewhere: of a state whose summary is too much to send, all is missing
     * each time, and of keys that the peer refuses too, and what is beyond the bound of a round
     * would never be sent.
     */
    <T> List<T> turned(List<T> parts) {
      List<T> turned = new ArrayList<>(parts);
      if (!parts.isEmpty()) {
        Collections.rotate(turned, (int) Long.remainderUnsigned(exchange, parts.size()));
      }
      return turned;
    }

    /** All that could turn out to be malformed was read before: from here on something changes. */
    void send(Peer peer) {
      partBytes.forEach(parts::sent);
      int frameBytes = FrameBudget.entryBytes(turn.config());
      for (List<Entry> frame : Packer.pack(entries, frameBytes)) {
        turn.send(peer, Traffic.REPAIR, new Repair(exchange, clock.now(), frame));
      }
    }
  }
}
