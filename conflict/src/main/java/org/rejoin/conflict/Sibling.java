package org.rejoin.conflict;

import org.rejoin.crdt.Hlc;
import org.rejoin.crdt.ReplicaId;

/**
 * One of the values that concurrent writers left.
 *
 * @param value as its writer put it
 * @param stamp the clock of its put
 * @param writer the replica that took the put
 */
public record Sibling<V>(V value, Hlc stamp, ReplicaId writer) {}
