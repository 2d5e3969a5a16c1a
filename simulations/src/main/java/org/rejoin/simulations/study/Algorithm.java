package org.rejoin.simulations.study;

import java.util.List;
import org.rejoin.antientropy.RelayPolicy;

/** A way to keep replicas in step. */
public enum Algorithm {
  /** All of the state, each interval. */
  STATE("state"),
  /** Vectors, then what the other lacks. */
  SCUTTLEBUTT("scuttlebutt"),
  /** Deltas, as first published. */
  DELTA("delta"),
  /** Deltas, not sent back to where they came from. */
  BP("bp"),
  /** Deltas, cut to what was new. */
  RR("rr"),
  /** Both. */
  BP_RR("bp+rr"),
  /** Rejoin's as a relay: deltas go on all links until the neighbour is known to hold them. */
  REJOIN("rejoin"),
  /** The same with pulling: large deltas go on a tree, ids on the other links. */
  REJOIN_PULL("rejoin-pull");

  /**
   * What an entry is taken to weigh where ids are an alternative to it: the least that is large.
   */
  static final int ENTRY_BYTES = 128;

  private final String label;

  Algorithm(String label) {
    this.label = label;
  }

  /** As the command prints it. */
  public String label() {
    return label;
  }

  /** One of the published, and not one of ours. */
  boolean isPublished() {
    return this != REJOIN && this != REJOIN_PULL;
  }

  /** What entries weigh where nobody says otherwise. */
  private static int weight(Entries entries) {
    return entries.size() * ENTRY_BYTES;
  }

  Replica replica(int self, List<Integer> neighbours) {
    return switch (this) {
      case STATE -> new StateReplica(neighbours);
      case SCUTTLEBUTT -> new ScuttlebuttReplica(self, Overlay.NODES, neighbours);
      case DELTA -> new DeltaReplica(self, neighbours, false, false);
      case BP -> new DeltaReplica(self, neighbours, true, false);
      case RR -> new DeltaReplica(self, neighbours, false, true);
      case BP_RR -> new DeltaReplica(self, neighbours, true, true);
      case REJOIN -> new RejoinReplica(self, neighbours, RelayPolicy.PUSH, Algorithm::weight);
      case REJOIN_PULL ->
          new RejoinReplica(self, neighbours, RejoinReplica.PULLING, Algorithm::weight);
    };
  }
}
