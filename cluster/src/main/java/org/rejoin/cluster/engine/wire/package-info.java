/**
 * Frames of the protocol as {@code docs/protocol.md} lays them down: one record a message, each
 * written and read canonically. Reading hostile bytes throws {@link
 * org.rejoin.crdt.codec.MalformedBytesException} and allocates no more than a small multiple of the
 * frame.
 */
@NullMarked
package org.rejoin.cluster.engine.wire;

import org.jspecify.annotations.NullMarked;
