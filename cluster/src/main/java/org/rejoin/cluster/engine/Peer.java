package org.rejoin.cluster.engine;

import org.rejoin.crdt.ReplicaId;

/** A member that has introduced itself. */
record Peer(Endpoint endpoint, String node, ReplicaId replica, boolean reachable, boolean counts) {}
