package org.rejoin.cluster.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The wall clocks of the peers, as last heard with the answer to a {@code Hello}. A reading is of
 * some moment between question and answer, so each peer's clock is known within the time that these
 * took; from then on it is thought to run as this node's monotonic clock does. One reading a peer.
 */
final class PeerClocks {
  private static final long NANOS_A_MILLI = 1_000_000;

  /** Groups are told again when a bound moves by this. */
  private static final long NEWS_MILLIS = 100;

  private final Turn turn;
  private final Map<Endpoint, Note.Drift> heard = new TreeMap<>();
  private Optional<Note.Drift> told = Optional.empty();

  PeerClocks(Turn turn) {
    this.turn = turn;
  }

  /** A peer answered what was asked at {@code askedNanos}. */
  void heard(Endpoint peer, long askedNanos, long wallMillis) {
    long low = wallMillis - millis(turn.nanos());
    heard.put(peer, new Note.Drift(low, low + 1 + millis(turn.nanos() - askedNanos)));
    tell();
  }

  /** Forgets those that left. */
  void retain(Collection<Endpoint> peers) {
    if (heard.keySet().retainAll(peers)) {
      tell();
    }
  }

  private void tell() {
    Optional<Note.Drift> now = median();
    boolean isNews =
        now.isPresent() != told.isPresent()
            || (now.isPresent() && told.isPresent() && isFar(now.get(), told.get()));
    if (isNews) {
      told = now;
      turn.tellGroups(new Note.PeerClocks(now));
    }
  }

  private static boolean isFar(Note.Drift a, Note.Drift b) {
    return Math.abs(a.low() - b.low()) >= NEWS_MILLIS
        || Math.abs(a.high() - b.high()) >= NEWS_MILLIS;
  }

  /** Of an even number both middle ones count. */
  private Optional<Note.Drift> median() {
    int count = heard.size();
    if (count == 0) {
      return Optional.empty();
    }
    List<Long> lows = heard.values().stream().map(Note.Drift::low).sorted().toList();
    List<Long> highs = heard.values().stream().map(Note.Drift::high).sorted().toList();
    return Optional.of(new Note.Drift(lows.get((count - 1) / 2), highs.get(count / 2)));
  }

  static long millis(long nanos) {
    return Math.floorDiv(nanos, NANOS_A_MILLI);
  }
}
