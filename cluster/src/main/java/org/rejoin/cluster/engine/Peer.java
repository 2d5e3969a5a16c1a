package org.rejoin.cluster.engine;

import org.rejoin.cluster.engine.wire.Frame;
import org.rejoin.crdt.ReplicaId;

/** A member that has introduced itself. */
record Peer(Endpoint endpoint, String node, ReplicaId replica, boolean reachable, boolean counts) {
  /** Whether a frame is from this incarnation of the peer to {@code self}. */
  boolean isMet(Frame frame, ReplicaId self) {
    return frame.between() == Frame.between(replica, self);
  }
}
