package org.rejoin.cluster.pekko;

import org.rejoin.cluster.engine.Traffic;

/**
 * A frame left or reached this node, as an observer sees it ({@link ReplicatedStore#frames}).
 *
 * @param node the peer's node id; empty until it has introduced itself
 * @param address the peer's address, as in {@code pekko://shop@127.0.0.1:7401}
 * @param bytes size of the frame
 */
public record FrameEvent(Kind kind, String node, String address, Traffic traffic, int bytes) {
  /** What happened to it. */
  public enum Kind {
    /** It was handed to the network. */
    SENT,
    /** The link policy dropped it. */
    DROPPED,
    /** It came in. */
    RECEIVED
  }
}
