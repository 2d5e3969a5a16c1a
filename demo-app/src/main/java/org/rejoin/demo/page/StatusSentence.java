package org.rejoin.demo.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rejoin.demo.page.PageState.NodeView;
import org.rejoin.demo.page.PageState.Phase;

/** The one sentence at the top of the page. Pure. */
final class StatusSentence {
  private static final String[] NUMBERS = {
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
  };

  private StatusSentence() {}

  /** Says where the cluster stands. */
  static String of(Phase phase, List<NodeView> nodes, long keys, int differing) {
    List<String> down = nodes.stream().filter(node -> !node.up()).map(NodeView::id).toList();
    int up = nodes.size() - down.size();
    if (phase == Phase.STARTING) {
      return "Starting: " + number(up) + " of " + number(nodes.size()) + " replicas are up.";
    }
    String prefix =
        down.isEmpty() ? "" : join(down) + (down.size() == 1 ? " is" : " are") + " down. ";
    return prefix + withoutDown(phase, nodes, up, keys, differing);
  }

  private static String withoutDown(
      Phase phase, List<NodeView> nodes, int up, long keys, int differing) {
    return switch (phase) {
      case PARTITIONED -> "Partitioned: " + sides(nodes) + ". " + differ(differing, keys);
      case REJOINING -> "Rejoining: " + differ(differing, keys);
      case SPREADING -> "Spreading: " + differ(differing, keys);
      default -> equal(nodes.size(), up) + " " + count(keys, "key") + ".";
    };
  }

  private static String sides(List<NodeView> nodes) {
    return nodes.stream().map(NodeView::side).distinct().collect(Collectors.joining(" | "));
  }

  private static String equal(int all, int up) {
    if (up == all) {
      return "All " + number(all) + " replicas are equal.";
    }
    return up == 1 ? "One replica is left." : "The other " + number(up) + " are equal.";
  }

  private static String differ(int differing, long keys) {
    return String.format(
        Locale.ROOT,
        "%d of %s %s.",
        differing,
        count(keys, "key"),
        differing == 1 ? "differs" : "differ");
  }

  private static String join(List<String> names) {
    return String.join(", ", names);
  }

  private static String number(int n) {
    return n < NUMBERS.length ? NUMBERS[n] : Integer.toString(n);
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
