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
    if (this == MESH) {
      return mesh(NODES);
    }
    List<List<Integer>> all = unlinked(NODES);
    for (int[] link : TREE_LINKS) {
      link(all, link[0], link[1]);
    }
    all.forEach(neighbours -> neighbours.sort(null));
    return all;
  }

  /** The same mesh of so many nodes, 9 or more: four neighbours each. */
  static List<List<Integer>> mesh(int nodes) {
    List<List<Integer>> all = unlinked(nodes);
    for (int node = 0; node < nodes; node++) {
      link(all, node, (node + 1) % nodes);
      link(all, node, (node + 4) % nodes);
    }
    all.forEach(neighbours -> neighbours.sort(null));
    return all;
  }

  private static List<List<Integer>> unlinked(int nodes) {
    List<List<Integer>> all = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      all.add(new ArrayList<>());
    }
    return all;
  }

  private static void link(List<List<Integer>> all, int a, int b) {
    all.get(a).add(b);
    all.get(b).add(a);
  }
}
