package org.rejoin.cluster.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rejoin.antientropy.Differences;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.Snapshot;
import org.rejoin.cluster.engine.wire.Summarised;
import org.rejoin.crdt.ReplicaId;

/** What the machines of one node tell each other. Carried by the driver, never over the network. */
public sealed interface Note {

  /**
   * Coordinator to groups: all members that have introduced themselves.
   *
   * @param areAll whether there are no others
   */
  record Peers(List<Peer> peers, boolean areAll) implements Note {}

  /**
   * Coordinator to a group: this peer and this node held the same of the group when the peer said
   * that it held so far whose updates.
   */
  record Proven(Endpoint peer, Map<ReplicaId, Progress> frontiers) implements Note {}

  /**
   * Coordinator to groups: what do your items sum to?
   *
   * @param symbols how many symbols of them are wanted, too; 0: none
   */
  record AskSum(long request, int symbols) implements Note {}

  /**
   * Group to coordinator.
   *
   * @param snapshot if symbols are wanted and to be had
   * @param frontiers how far updates are held at this moment, by the incarnation that made them
   */
  record Sum(
      long request,
      int group,
      RangeSum sum,
      Optional<Snapshot> snapshot,
      long tombstones,
      List<Pending> pending,
      Map<ReplicaId, Progress> frontiers)
      implements Note {}

  /** What a group still owes a peer: more than 0 bytes. */
  record Pending(Endpoint peer, long bytes) {}

  /**
   * Coordinator to groups: what the peers' wall clocks are beyond this node's monotonic one, in
   * milliseconds: the median lies between the two; both absent while no peer's clock is known.
   */
  record PeerClocks(Optional<Drift> drift) implements Note {}

  /** Bounds of a difference of clocks, in milliseconds. */
  record Drift(long low, long high) {}

  /**
   * Coordinator to a group: repair what differs from this peer, both ways.
   *
   * @param found what differs; empty: find it
   */
  record Walk(long exchange, Endpoint peer, Optional<Differences> found) implements Note {}

  /** Group to coordinator: the walk is over, finished or given up. */
  record WalkEnded(long exchange, int group, boolean finished, int differing) implements Note {}

  /**
   * Coordinator to a group: push what this peer lacks of what was found, and say what is held of
   * the rest.
   */
  record Prepare(long exchange, Endpoint peer, Differences found) implements Note {}

  /** Group to coordinator: what is to be offered. */
  record Prepared(long exchange, int group, List<Summarised> keys) implements Note {
    /** Copies the list. */
    public Prepared {
      keys = List.copyOf(keys);
    }
  }

  /**
   * Coordinator to a group: a peer offers these keys.
   *
   * @param offer number of the offer on this node
   */
  record Offered(long offer, long exchange, Endpoint peer, List<Summarised> keys) implements Note {
    /** Copies the list. */
    public Offered {
      keys = List.copyOf(keys);
    }
  }

  /** Group to coordinator: what is missing was sent, and these are wanted in turn. */
  record OfferAnswered(long offer, int group, List<Summarised> wants) implements Note {
    /** Copies the list. */
    public OfferAnswered {
      wants = List.copyOf(wants);
    }
  }

  /** Coordinator to a group: a peer wants these keys, and has this of them. */
  record Fulfil(long exchange, Endpoint peer, List<Summarised> wants) implements Note {
    /** Copies the list. */
    public Fulfil {
      wants = List.copyOf(wants);
    }
  }

  /** Coordinator to groups: which peers have a keyspace with a resolver open. */
  record Resolvers(Map<String, List<Endpoint>> peers) implements Note {
    /** Copies the map. */
    public Resolvers {
      peers = Collections.unmodifiableMap(new TreeMap<>(peers));
    }
  }

  /** Driver to coordinator: this group's machine threw and is not stepped any more. */
  record GroupFailed(int group) implements Note {}

  /** Group to coordinator: deltas for this peer were given up; compare soon. */
  record RepairNeeded(Endpoint peer) implements Note {}
}
