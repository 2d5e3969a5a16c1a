package org.rejoin.cluster.pekko;

import org.rejoin.cluster.engine.Traffic;

/**
 * Decides about each frame that is about to leave this node. SPI for tests and demos that want lost
 * messages without touching the network; given by {@link ReplicatedStoreSetup#withLinkPolicy}.
 *
 * <p>Called from several threads at once, for each frame: must be quick and must not block. One
 * that throws is logged, and the frame delivered. A dropped frame is as one lost on the way: Rejoin
 * sends it again or repairs what it held.
 */
@FunctionalInterface
public interface LinkPolicy {
  /** What happens to the frame. */
  Decision decide(Frame frame);

  /** Drops nothing. */
  static LinkPolicy deliverAll() {
    return frame -> Decision.DELIVER;
  }

  /** What to do with a frame. */
  enum Decision {
    /** Hand it to the network. */
    DELIVER,
    /** Lose it, and count that. */
    DROP
  }

  /**
   * A frame on its way out.
   *
   * @param node the receiver's node id; empty until it has introduced itself
   * @param address the receiver's address, as in {@code pekko://shop@127.0.0.1:7401}
   * @param bytes size of the frame
   */
  record Frame(String node, String address, Traffic traffic, int bytes) {}
}
