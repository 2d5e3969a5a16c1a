package org.rejoin.simulations.world;

import java.util.Map;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.engine.KeyRef;
import org.rejoin.crdt.Crdt;

/**
 * What a node says about itself at one moment, by the inputs that every client may use.
 *
 * @param versions each key's version, in key order
 * @param states each key's state as a local read found it, in key order
 */
public record Inspection(
    Incarnation incarnation,
    StoreStatus status,
    Map<KeyRef, Long> versions,
    Map<KeyRef, Crdt<?>> states) {}
