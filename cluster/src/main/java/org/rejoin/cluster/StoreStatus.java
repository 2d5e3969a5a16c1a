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
 */
public record StoreStatus(
    String node,
    String incarnation,
    String root,
    long keys,
    long tombstones,
    List<PeerStatus> peers) {

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
