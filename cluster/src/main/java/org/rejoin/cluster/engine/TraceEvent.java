package org.rejoin.cluster.engine;

import java.util.Optional;
import org.rejoin.cluster.Change;
import org.rejoin.cluster.store.StoreFailure;
import org.rejoin.conflict.SiblingOverflow;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;

/** Things an observer may want to know of: tests, the simulator's checkers, metrics, the demo. */
public sealed interface TraceEvent {

  /**
   * A local edit was applied.
   *
   * @param op the driver's number of the operation that asked for it
   * @param sequence its update number: counts this replica's edits in this group from 1
   * @param epoch the key's delete epoch
   */
  record Updated(long op, KeyRef key, long sequence, long epoch, Crdt<?> delta, Crdt<?> state)
      implements TraceEvent {}

  /**
   * A local delete was applied.
   *
   * @param op the driver's number of the operation that asked for it
   * @param sequence its update number
   * @param epoch the key's delete epoch from now on
   * @param state bottom
   */
  record Deleted(long op, KeyRef key, long sequence, long epoch, Crdt<?> state)
      implements TraceEvent {}

  /**
   * Writes were found that a delete discarded without knowing of them: they were here when it came,
   * or came here from their origin after it.
   *
   * @param epoch the delete epoch in which they were made
   */
  record Overruled(KeyRef key, Endpoint from, long epoch, Crdt<?> lost) implements TraceEvent {}

  /**
   * Data of a peer was joined.
   *
   * @param sequence the origin's update number if a delta from its origin, else empty
   * @param entryEpoch delete epoch of what came
   * @param epoch the key's delete epoch from now on
   * @param news whether it brought anything new
   */
  record Joined(
      KeyRef key,
      Endpoint from,
      Change.Cause cause,
      Optional<Long> sequence,
      long entryEpoch,
      long epoch,
      Crdt<?> state,
      boolean news)
      implements TraceEvent {}

  /** A key's state was read from disk at this start. */
  record Loaded(KeyRef key, long epoch, Crdt<?> state) implements TraceEvent {}

  /** A record on disk was damaged, or is of another type or group; it was left out. */
  record RecordRefused(String key, String why) implements TraceEvent {}

  /** A batch was not committed: the group goes on, its durable keys take no edits for now. */
  record StorageFailed(int group, StoreFailure failure) implements TraceEvent {}

  /** A frame was dropped before anything of it was used. */
  record FrameRejected(Endpoint from, String why) implements TraceEvent {}

  /** One entry of a frame was left out; the others were used. */
  record EntryRefused(Endpoint from, String key, String why) implements TraceEvent {}

  /** A batch of deltas left a gap and was not joined. */
  record GapRefused(Endpoint from, long expected, long got) implements TraceEvent {}

  /** Deltas for a peer were given up at a bound or after two gaps; anti-entropy takes over. */
  record ClaimDropped(Endpoint peer, int entries) implements TraceEvent {}

  /** Deltas for this peer are sent again, as it did not acknowledge them in time. */
  record Retransmitted(Endpoint peer, int entries) implements TraceEvent {}

  /**
   * It was found that all members hold all updates of an incarnation and group up to this number.
   *
   * @param more how many more than was known before, if they were made here
   */
  record Stable(ReplicaId origin, long number, long more) implements TraceEvent {}

  /** A member introduced itself and fits. */
  record PeerMet(Endpoint peer, String node) implements TraceEvent {}

  /** A member introduced itself and does not fit: nothing is exchanged with it. */
  record PeerRefused(Endpoint peer, String why) implements TraceEvent {}

  /**
   * An exchange that this node began ended.
   *
   * @param equal whether the stores were equal
   * @param finished whether all walks came to their end
   * @param groups groups that differed
   * @param differing keys that were found to differ
   */
  record ExchangeEnded(Endpoint peer, boolean equal, boolean finished, int groups, int differing)
      implements TraceEvent {}

  /**
   * Two replicas have seen the same of a key and hold different states of it. Each of them now
   * checks its own.
   *
   * @param version version hash here
   */
  record CorruptionFound(KeyRef key, Endpoint peer, long version) implements TraceEvent {}

  /** Something kept of a key is not what was put there; it is about to be mended. */
  record RotFound(KeyRef key, Place place, String why) implements TraceEvent {
    /** Where. */
    public enum Place {
      /** The state in memory. */
      STATE,
      /** Its version, or what the tree says of it. */
      INDEX,
      /** The record on disk. */
      RECORD
    }
  }

  /**
   * A state that proved bad was replaced, not joined.
   *
   * @param from whose state it is now; empty: that of the own disk
   * @param whole whether it has all that the bad one claimed to have; if not, this incarnation
   *     edits the key no more
   */
  record Replaced(KeyRef key, Optional<Endpoint> from, long epoch, Crdt<?> state, boolean whole)
      implements TraceEvent {}

  /**
   * Repair of a key did nothing, again and again, and neither side proved to be bad: it is left out
   * for an hour, or until it changes here.
   */
  record KeyQuarantined(KeyRef key, Endpoint peer, long version) implements TraceEvent {}

  /** The tree or the sketch of a group was not that of what it holds; it is built anew. */
  record SumsWrong(int group, String what) implements TraceEvent {}

  /** A key has more siblings than its cap; nothing was dropped. */
  record SiblingsOverflowed(KeyRef key, SiblingOverflow overflow) implements TraceEvent {}

  /** A peer's clock is further ahead than {@link EngineConfig#MAX_DRIFT}; it is not followed. */
  record ClockAhead(Endpoint peer, Hlc clock) implements TraceEvent {}

  /** A peer holds writes under this incarnation's id that were not made here. */
  record IdentityReused(KeyRef key, Endpoint from) implements TraceEvent {}

  /** One dot was met with two payloads. */
  record DoubleSpentDot(KeyRef key, String dot) implements TraceEvent {}
}
