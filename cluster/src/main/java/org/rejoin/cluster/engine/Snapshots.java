package org.rejoin.cluster.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rejoin.antientropy.sketch.SketchResponder;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.antientropy.sketch.SymbolAnswer;
import org.rejoin.antientropy.sketch.SymbolQuestion;
import org.rejoin.cluster.engine.wire.SymbolTell;

/**
 * What peers are reading symbols of, as it was when they began: a few of them, for a short time.
 * Who reads on in one that is gone is told so, and compares in another way.
 */
final class Snapshots {
  private static final int MOST = 4;
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Turn turn;

  /** Oldest first. */
  private final Map<Key, Kept> kept = new LinkedHashMap<>();

  private Alarms.@Nullable Alarm expiry;

  private record Key(Endpoint peer, long exchange) {}

  private record Kept(Snapshot snapshot, long untilNanos) {}

  Snapshots(Turn turn) {
    this.turn = turn;
  }

  void keep(Peer peer, long exchange, Snapshot snapshot) {
    Key key = new Key(peer.endpoint(), exchange);
    kept.remove(key);
    if (kept.size() == MOST) {
      kept.remove(kept.keySet().iterator().next());
    }
    kept.put(key, new Kept(snapshot, turn.nanos() + KEPT.toNanos()));
    if (expiry == null) {
      expiry = turn.after(KEPT, this::expire);
    }
  }

  private void expire() {
    expiry = null;
    kept.values().removeIf(one -> one.untilNanos <= turn.nanos());
    if (!kept.isEmpty()) {
      long next = kept.values().iterator().next().untilNanos;
      expiry = turn.after(Duration.ofNanos(next - turn.nanos()), this::expire);
    }
  }

  Optional<Snapshot> get(Peer peer, long exchange) {
    return Optional.ofNullable(kept.get(new Key(peer.endpoint(), exchange))).map(Kept::snapshot);
  }

  /** Sends what is asked for of a snapshot, or that there is none. */
  void answer(Peer peer, SymbolQuestion question, Optional<Snapshot> snapshot) {
    if (snapshot.isEmpty()) {
      turn.send(peer, Traffic.CONTROL, new SymbolTell(SketchResponder.nothing(question)));
      return;
    }
    int maxBytes = FrameBudget.entryBytes(turn.config());
    for (SymbolAnswer part :
        SketchResponder.answer(turn.config().suite(), snapshot.get(), question, maxBytes)) {
      turn.send(peer, Traffic.CONTROL, new SymbolTell(part));
    }
  }
}
