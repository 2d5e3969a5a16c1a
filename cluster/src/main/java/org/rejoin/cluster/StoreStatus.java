package org.rejoin.cluster;

import java.util.List;

/**
 * What a store says about itself at one moment.
 *
 * @param node this node's id
 * @param incarnation 16 hexadecimal digits, new at each start
 * @param root 32 hexadecimal digits over all keys: equal on two nodes exactly when their data is
 * @param keys number of keys, less those deleted
 * @param tombstones number of deleted keys, remembered by a number each
 * @param peers the other members, sorted by node id
 * @param origins all incarnations of members, now or before, of whose updates something is known
 *     here, sorted by incarnation; 1024 a group at most
 */
public record StoreStatus(
    String node,
    String incarnation,
    String root,
    long keys,
    long tombstones,
    List<PeerStatus> peers,
    List<OriginStatus> origins) {

  /**
   * How far the updates of one incarnation have come. Updates are counted whether they changed
   * anything or not, and in the order in which they were made, a group of keys at a time: what is
   * missing of a group hides what came of it later. Both numbers may lag behind; neither is ever
   * too high for the members that were known when it was found.
   *
   * @param incarnation 16 hexadecimal digits
   * @param node its node id; empty if it is no member any more
   * @param held updates that this node holds: on disk, where the key is durable
   * @param stable updates that every member held when the incarnation found out, those out of reach
   *     among them; whoever joins later gets them by anti-entropy
   */
  public record OriginStatus(String incarnation, String node, long held, long stable) {
    /** Updates held here that some member may lack. */
    public long unstable() {
      return Math.max(0, held - stable);
    }
  }

  /**
   * Another member as this node sees it.
   *
   * @param node its id; empty until it has introduced itself
   * @param reachable what the failure detector says
   * @param verified whether the last anti-entropy exchange with it found equal data
   * @param pendingBytes deltas that it has not acknowledged
   */
  public record PeerStatus(String node, boolean reachable, boolean verified, long pendingBytes) {}
}
