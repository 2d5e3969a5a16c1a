package org.rejoin.demo;

import java.util.List;

/** The two data centers of the shop. Immutable. */
public enum Side {
  /** Three nodes: the majority. */
  WEST("West", List.of("w1", "w2", "w3")),
  /** Two nodes. */
  EAST("East", List.of("e1", "e2"));

  private final String dataCenter;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> nodes;

  Side(String dataCenter, List<String> nodes) {
    this.dataCenter = dataCenter;
    this.nodes = nodes;
  }

  /** Its name as a Pekko data center and as people read it. */
  public String dataCenter() {
    return dataCenter;
  }

  /** Ids of its nodes, sorted. */
  public List<String> nodes() {
    return nodes;
  }

  /** The side on the far end of the cut. */
  public Side other() {
    return this == WEST ? EAST : WEST;
  }

  /** The side of a node; throws {@link IllegalArgumentException} for a node there is not. */
  public static Side of(String node) {
    for (Side side : values()) {
      if (side.nodes.contains(node)) {
        return side;
      }
    }
    throw new IllegalArgumentException("no node is called \"" + node + "\": w1 w2 w3 e1 e2");
  }
}
