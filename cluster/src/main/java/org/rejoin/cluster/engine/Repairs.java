package org.rejoin.cluster.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rejoin.antientropy.Differences;
import org.rejoin.cluster.engine.wire.Entry;
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

  /** What this replica has at a place; if several keys share it, of all and without a summary. */
  Summarised summarise(long exchange, long place) {
    upkeep.differs(place);
    List<KeyRef> keys = table.atPlace(place);
    if (keys.isEmpty()) {
      return Summarised.lacking(place);
    }
    long versions =
        keys.stream().flatMap(key -> table.get(key).stream()).mapToLong(h -> h.version()).sum();
    Seen seen = keys.size() > 1 ? Seen.NOTHING : family(keys.get(0)).seen(keys.get(0));
    return new Summarised(place, true, Summarised.check(exchange, versions), seen);
  }

  /** Sends keys that the peer lacks altogether. */
  void push(Peer peer, long exchange, List<Long> places) {
    Batch batch = new Batch(exchange);
    for (long place : batch.turned(places)) {
      upkeep.differs(place);
      table.atPlace(place).forEach(key -> batch.addMissing(key, Seen.NOTHING));
    }
    batch.send(peer);
  }

  /** Sends what the peer asked for in turn. */
  void fulfil(Peer peer, long exchange, List<Summarised> wanted) {
    Batch batch = new Batch(exchange);
    for (Summarised want : wanted) {
      List<KeyRef> keys = table.atPlace(want.place());
      Seen theirs = usable(keys, want);
      for (KeyRef key : keys) {
        if (batch.addMissing(key, theirs).isNothing() && want.held() && keys.size() == 1) {
          upkeep.suspect(peer, key, exchange, want.check());
        }
      }
    }
    batch.send(peer);
  }

  /** Answers an offer with the missing parts; returns what this replica wants in turn. */
  List<Summarised> answer(Peer peer, long exchange, List<Summarised> offered) {
    Batch batch = new Batch(exchange);
    List<Summarised> wants = new ArrayList<>();
    offered.forEach(one -> answer(peer, exchange, one, batch).ifPresent(wants::add));
    batch.send(peer);
    return wants;
  }

  private Optional<Summarised> answer(Peer peer, long exchange, Summarised offered, Batch batch) {
    Summarised mine = summarise(exchange, offered.place());
    if (!mine.held()) {
      return offered.held() ? Optional.of(mine) : Optional.empty();
    }
    boolean isEqual = offered.held() && offered.check() == mine.check();
    if (isEqual && !(offered.seen().hasSummary() && mine.seen().hasSummary())) {
      return Optional.empty(); // or else, one time in 65 536, found by the next exchange
    }
    List<KeyRef> keys = table.atPlace(offered.place());
    boolean covers = true;
    boolean isSuspect = keys.size() == 1 && !isEqual;
    for (KeyRef key : keys) {
      Family.Compared<?> compared = batch.addMissing(key, usable(keys, offered));
      covers &= compared.covers();
      isSuspect &= compared.isNothing();
    }
    if (!offered.held()) {
      return Optional.empty();
    }
    if (isSuspect) {
      upkeep.suspect(peer, keys.get(0), exchange, offered.check());
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
        turn.send(peer, Traffic.REPAIR, new Repair(clock.now(), frame));
      }
    }
  }
}
