package org.rejoin.demo.page;

import java.util.List;
import java.util.Map;

/**
 * All that the page shows, at one moment. Immutable; turned into JSON by field name.
 *
 * @param nodes in the order of the source
 * @param links one for each pair of nodes, by position in {@code nodes}
 * @param rows at most {@link ShopView#MAX_ROWS}: differing keys first, then by name
 * @param catalogue what the storefronts sell
 * @param orders order lines to play
 * @param conflicts at most {@value ConflictTap#MAX_CONFLICTS}, newest first
 */
record PageState(
    Summary summary,
    List<NodeView> nodes,
    List<LinkView> links,
    List<RowView> rows,
    List<PageSource.Product> catalogue,
    PageSource.Orders orders,
    List<PageSource.Conflict> conflicts) {

  /**
   * Longest readable value of a cell, in characters; longer ones are cut and end in an ellipsis.
   */
  static final int MAX_TEXT_CHARS = 120;

  /** Where the cluster stands, in one word. */
  enum Phase {
    STARTING,
    EQUAL,
    PARTITIONED,
    REJOINING,
    SPREADING
  }

  /**
   * The whole in one sentence.
   *
   * @param keys known to at least one node that is up
   * @param differing keys whose state is not the same on all nodes that are up
   */
  record Summary(String status, Phase phase, boolean cut, long keys, int differing) {}

  /**
   * A node.
   *
   * @param root 32 hexadecimal digits, empty while it is down
   */
  record NodeView(
      String id,
      String side,
      String address,
      boolean up,
      String root,
      long keys,
      long pendingBytes) {}

  /** State of the link between two nodes. */
  enum LinkState {
    /** Frames were seen on it within the last seconds. */
    UP,
    /** Nothing forbids it, and nothing was seen on it lately. */
    QUIET,
    /** The fault plan forbids it. */
    CUT,
    /** One of its ends is down. */
    DOWN
  }

  /** A pair of nodes. */
  record LinkView(String one, String other, LinkState state) {}

  /**
   * A key.
   *
   * @param cells by node id, in the order of {@code nodes}; nodes that are down have none
   */
  record RowView(String key, boolean differs, Map<String, Cell> cells) {}

  /**
   * A key on one node.
   *
   * @param version 16 hexadecimal digits: equal exactly when the state is; empty when the node has
   *     never heard of the key
   * @param text readable value
   */
  record Cell(String version, String text) {}

  /** An id in the form a cell's text may have. */
  static String shorten(String text) {
    return text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS - 1) + "…";
  }
}
