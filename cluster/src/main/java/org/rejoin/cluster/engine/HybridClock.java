package org.rejoin.cluster.engine;

import java.util.Optional;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.Origin;

/**
 * The hybrid clock of one group: it stamps the group's writes, travels with all data that the group
 * sends, is kept with all that it stores, and follows those of the peers. So a write is stamped
 * later than what its origin had, however that came.
 *
 * <p>A clock that is off gives no stamps: section 11 of {@code docs/protocol.md}.
 */
final class HybridClock {
  private static final long MAX_DRIFT = EngineConfig.MAX_DRIFT.toMillis();

  private final Turn turn;
  private Hlc clock = Hlc.ZERO;
  private Optional<Note.Drift> peers = Optional.empty();

  HybridClock(Turn turn) {
    this.turn = turn;
  }

  /** The last reading, for what is sent and stored. */
  Hlc now() {
    return clock;
  }

  /** For the next edit: with the next reading, or with none if the clock is off. */
  Origin origin() {
    if (offBy().isPresent()) {
      return Origin.withoutClock(turn.config().replica());
    }
    clock = clock.next(turn.wallMillis());
    return new Origin(turn.config().replica(), clock);
  }

  /** Why the clock is not to be trusted now; empty if it is. */
  Optional<String> offBy() {
    long ahead = clock.millis() - turn.wallMillis();
    if (ahead > MAX_DRIFT) {
      return Optional.of(
          "node " + node() + " gave or took stamps " + ahead + " ms ahead of its clock");
    }
    long own = turn.wallMillis() - PeerClocks.millis(turn.nanos());
    long early = peers.map(p -> p.low() - own).orElse(0L);
    long late = peers.map(p -> own - p.high()).orElse(0L);
    if (Math.max(early, late) <= MAX_DRIFT) {
      return Optional.empty();
    }
    String how = early > late ? early + " ms behind" : late + " ms ahead of";
    return Optional.of("the clock of node " + node() + " is " + how + " those of its peers");
  }

  private String node() {
    return turn.config().node();
  }

  /** What the coordinator knows of the peers' clocks. */
  void compared(Note.PeerClocks note) {
    peers = note.drift();
  }

  /**
   * A peer sent its clock with data. It is followed, unless that would bring this clock further
   * ahead of wall time than {@link EngineConfig#MAX_DRIFT}: one node with a clock far ahead does
   * not drag all others along.
   */
  void heard(Peer peer, Hlc theirs) {
    boolean isAhead = theirs.millis() > turn.wallMillis() + MAX_DRIFT;
    if (isAhead) {
      turn.trace(new TraceEvent.ClockAhead(peer.endpoint(), theirs));
    }
    if (!isAhead || theirs.millis() <= clock.millis()) {
      clock = clock.max(theirs);
    }
  }

  /** This node's own clock of a former life, as its disk has it: followed, whatever it says. */
  void restore(Hlc own) {
    clock = clock.max(own);
  }
}
