package org.rejoin.simulations.study;

import java.util.ArrayList;
import java.util.List;

/** Who is linked to whom among the fifteen nodes of the experiment. */
public enum Overlay {
  /** Fourteen links, no cycle. */
  TREE,
  /** Thirty links: each node with those one and four further on a ring. */
  MESH;

  /** Nodes of either. */
  static final int NODES = 15;

  private static final int[][] TREE_LINKS = {
    {0, 1}, {0, 8}, {0, 13}, {1, 6}, {2, 5}, {3, 10}, {4, 5},
    {5, 6}, {6, 10}, {7, 13}, {8, 9}, {8, 14}, {10, 12}, {11, 13}
  };

  /** The neighbours of each node, ascending. */
  List<List<Integer>> neighbours() {
    List<List<Integer>> all = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      all.add(new ArrayList<>());
    }
    if (this == TREE) {
      for (int[] link : TREE_LINKS) {
        link(all, link[0], link[1]);
      }
    } else {
      for (int node = 0; node < NODES; node++) {
        link(all, node, (node + 1) % NODES);
        link(all, node, (node + 4) % NODES);
      }
    }
    all.forEach(neighbours -> neighbours.sort(null));
    return all;
  }

  private static void link(List<List<Integer>> all, int a, int b) {
    all.get(a).add(b);
    all.get(b).add(a);
  }
}
