package org.rejoin.cluster.pekko;

import java.util.Map;
import org.rejoin.cluster.engine.Traffic;

/**
 * What a store has counted since its start. An immutable snapshot; its numbers were read one after
 * another while the store went on.
 *
 * @param sent handed to the network, by class; what the link policy dropped is not in
 * @param received arrived for this incarnation, by class
 * @param counts everything else; each counter is in
 */
public record StoreMetrics(
    Map<Traffic, Volume> sent, Map<Traffic, Volume> received, Map<Counter, Long> counts) {

  /** Copies the maps. */
  public StoreMetrics {
    sent = Map.copyOf(sent);
    received = Map.copyOf(received);
    counts = Map.copyOf(counts);
  }

  /** The value of one counter. */
  public long count(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }

  /** Whether all machines of this store run. */
  public boolean isHealthy() {
    return count(Counter.MACHINES_FAILED) == 0;
  }

  /** A number of frames and what they weigh together. */
  public record Volume(long frames, long bytes) {}

  /** What is counted. */
  public enum Counter {
    /** Frames that the link policy dropped. */
    FRAMES_DROPPED_BY_POLICY,
    /** Frames that found a full inbox; they are sent again. */
    FRAMES_DROPPED_AT_INBOX,
    /** Messages that are no frame of a known version, or for another incarnation of this node. */
    FRAMES_UNREADABLE,
    /** Frames that the engine dropped before it used anything of them. */
    FRAMES_REJECTED,
    /** Entries of frames that were left out. */
    ENTRIES_REFUSED,
    /** Batches of deltas that left a gap. */
    GAPS_REFUSED,
    /** Deltas given up for a peer and left to anti-entropy. */
    CLAIMS_DROPPED,
    /** Members that introduced themselves and do not fit. */
    PEERS_REFUSED,
    /** Anti-entropy exchanges that ended. */
    EXCHANGES_ENDED,
    /** Keys found different by exchanges. */
    KEYS_DIFFERED,
    /** Times that a key of equal history and unequal state was found at a peer. */
    CORRUPTION_FOUND,
    /** States, versions and records of keys that proved not to be what was put there. */
    ROT_FOUND,
    /** States that were bad and were replaced. */
    STATES_REPLACED,
    /** Keys left out of repair for an hour: two sides differ, and neither proved to be bad. */
    KEYS_QUARANTINED,
    /** Parts of trees and sketches that were wrong and were built anew. */
    SUMS_WRONG,
    /** Dots met with two payloads. */
    DOUBLE_SPENT_DOTS,
    /** Joins that brought writes under this incarnation's own id; edits of the key are refused. */
    IDENTITY_REUSED,
    /** Times that writes were found which a delete discarded without knowing of them. */
    WRITES_OVERRULED,
    /** Times that a key was found with more siblings than its cap. */
    SIBLINGS_OVERFLOWED,
    /** Batches of deltas from a node whose clock is too far ahead. */
    CLOCKS_AHEAD,
    /** Resolvers that failed or did not end in time; the reads showed all values. */
    RESOLVERS_FAILED,
    /** Local deletes. */
    DELETES,
    /** Local edits. */
    UPDATES,
    /** Updates and deletes made here that every member was found to hold. */
    UPDATES_STABLE,
    /** Calls answered BUSY. */
    CALLS_REFUSED_BUSY,
    /** Machines stopped by a bug. */
    MACHINES_FAILED,
    /** Observer events dropped because an observer was slow. */
    EVENTS_DROPPED,
    /** Listeners, observers and policies of the application that threw. */
    CALLBACKS_FAILED
  }
}
