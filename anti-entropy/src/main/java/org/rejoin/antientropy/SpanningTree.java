package org.rejoin.antientropy;

import java.util.Map;
import java.util.TreeMap;

/**
 * One node's part of a tree over all nodes: the way to the lowest one by the fewest links. Links of
 * the tree are the one to the parent and those to nodes whose parent this is. While news travels
 * there may be too many links or too few; nothing relies on the tree but what it costs. Not
 * thread-safe.
 *
 * <p>Paper: Perlman, <i>An Algorithm for Distributed Computation of a Spanning Tree in an Extended
 * LAN</i>, SIGCOMM 1985.
 */
final class SpanningTree {
  private static final int NOBODY = -1;

  private final long self;
  private final TreeMap<Integer, TreeAdvert> heard = new TreeMap<>();
  private long root;
  private int distance;
  private int parent = NOBODY;

  SpanningTree(long self) {
    this.self = self;
    this.root = self;
  }

  /** Whether the link in that slot belongs to the tree. */
  boolean has(int slot) {
    TreeAdvert advert = heard.get(slot);
    return slot == parent || (advert != null && advert.isParent());
  }

  /** What the neighbour in that slot should know. */
  TreeAdvert advert(int slot) {
    return new TreeAdvert(root, distance, slot == parent);
  }

  void heard(int slot, TreeAdvert advert) {
    heard.put(slot, advert);
    decide();
  }

  void left(int slot) {
    heard.remove(slot);
    decide();
  }

  private void decide() {
    root = self;
    distance = 0;
    parent = NOBODY;
    for (Map.Entry<Integer, TreeAdvert> neighbour : heard.entrySet()) {
      TreeAdvert advert = neighbour.getValue();
      int far = advert.distance() + 1;
      boolean isBetter = advert.root() < root || (advert.root() == root && far < distance);
      if (isBetter && far <= TreeAdvert.MAX_DISTANCE) {
        root = advert.root();
        distance = far;
        parent = neighbour.getKey();
      }
    }
  }
}
