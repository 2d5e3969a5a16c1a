package org.rejoin.cluster.pekko;

import org.rejoin.cluster.engine.Traffic;

/**
 * An engine's frame in its envelope. The actor it is sent to is the machine it is for.
 *
 * @param toUid the receiving incarnation: a path alone also reaches a successor on the same port
 * @param from the sender's endpoint name; the engine checks who is behind it
 */
@SuppressWarnings("ArrayRecordComponent") // frames are handed on, not copied
record WireFrame(long toUid, Traffic traffic, String from, byte[] bytes) implements WireMessage {}
