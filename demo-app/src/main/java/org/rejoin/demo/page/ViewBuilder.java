package org.rejoin.demo.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.demo.page.PageSource.Node;
import org.rejoin.demo.page.PageSource.Observation;
import org.rejoin.demo.page.PageState.Cell;
import org.rejoin.demo.page.PageState.LinkState;
import org.rejoin.demo.page.PageState.LinkView;
import org.rejoin.demo.page.PageState.NodeView;
import org.rejoin.demo.page.PageState.Phase;
import org.rejoin.demo.page.PageState.RowView;
import org.rejoin.demo.page.PageState.Summary;

/**
 * Makes one state of what was seen of the nodes. Remembers only whether all have been up, whether a
 * cut or a kill has yet to be mended, and the keys of the last call. Not thread-safe.
 */
final class ViewBuilder {
  private final PageSource source;
  private final Set<String> pinned = new LinkedHashSet<>();
  private Map<String, Map<String, KeyInfo>> keysByNode = Map.of();
  private boolean started;
  private boolean mending;

  /** What a node that is up said of itself, and its keys. */
  record Seen(Observation observation, List<KeyInfo> keys) {}

  ViewBuilder(PageSource source) {
    this.source = source;
    source.catalogue().forEach(product -> pinned.addAll(product.rows()));
  }

  /**
   * The state now.
   *
   * @param seen by node id; a node that is missing is down
   * @param text readable value of a key at a version, empty while unknown
   * @param recent whether frames were seen lately between a {@link #pair}
   */
  PageState build(
      Map<String, Seen> seen, Function<KeyInfo, String> text, Predicate<String> recent) {
    keysByNode = new HashMap<>();
    seen.forEach((id, node) -> keysByNode.put(id, byName(node.keys())));
    List<NodeView> nodes = source.nodes().stream().map(node -> view(node, seen)).toList();
    List<String> up = nodes.stream().filter(NodeView::up).map(NodeView::id).toList();
    Map<String, Boolean> differs = compare(up);
    int differing = (int) differs.values().stream().filter(differ -> differ).count();
    boolean sameRoots =
        nodes.stream().filter(NodeView::up).map(NodeView::root).distinct().count() <= 1;
    List<LinkView> links = links(nodes, recent);
    boolean cut = isCut(links);
    Phase phase = phase(up.size(), cut, differing, sameRoots);
    String status = StatusSentence.of(phase, nodes, differs.size(), differing);
    return new PageState(
        new Summary(status, phase, cut, differs.size(), differing),
        nodes,
        links,
        rows(differs, up, text),
        source.catalogue(),
        source.orders(),
        source.conflicts());
  }

  /** A key as the last call saw it on a node, by its row's name. */
  Optional<KeyInfo> key(String node, String row) {
    return Optional.ofNullable(keysByNode.getOrDefault(node, Map.of()).get(row));
  }

  /** The name of a pair of nodes, whichever comes first. */
  static String pair(String one, String other) {
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  private Phase phase(int up, boolean cut, int differing, boolean sameRoots) {
    boolean allUp = up == source.nodes().size();
    started |= allUp;
    if (!started) {
      return Phase.STARTING;
    }
    mending |= cut || !allUp;
    if (cut) {
      return Phase.PARTITIONED;
    }
    if (differing == 0 && sameRoots) {
      mending = !allUp;
      return Phase.EQUAL;
    }
    return mending ? Phase.REJOINING : Phase.SPREADING;
  }

  private static NodeView view(Node node, Map<String, Seen> seen) {
    Seen found = seen.get(node.id());
    if (found == null) {
      return new NodeView(node.id(), node.side(), node.address(), false, "", 0, 0);
    }
    Observation now = found.observation();
    return new NodeView(
        node.id(), node.side(), node.address(), true, now.root(), now.keys(), now.pendingBytes());
  }

  private static Map<String, KeyInfo> byName(List<KeyInfo> keys) {
    Map<String, KeyInfo> named = new HashMap<>();
    keys.forEach(key -> named.put(key.keyspace() + "/" + key.id(), key));
    return named;
  }

  /** Every key known to a node that is up, sorted, with whether the nodes differ in it. */
  private Map<String, Boolean> compare(List<String> up) {
    Map<String, Boolean> differs = new TreeMap<>();
    List<Map<String, KeyInfo>> all =
        up.stream().map(id -> keysByNode.getOrDefault(id, Map.of())).toList();
    for (Map<String, KeyInfo> keys : all) {
      for (Map.Entry<String, KeyInfo> entry : keys.entrySet()) {
        differs.computeIfAbsent(
            entry.getKey(), name -> isDifferent(name, entry.getValue().version(), all));
      }
    }
    return differs;
  }

  private static boolean isDifferent(
      String name, long version, Collection<Map<String, KeyInfo>> all) {
    for (Map<String, KeyInfo> keys : all) {
      KeyInfo key = keys.get(name);
      if (key == null || key.version() != version) {
        return true;
      }
    }
    return false;
  }

  private List<RowView> rows(
      Map<String, Boolean> differs, List<String> up, Function<KeyInfo, String> text) {
    Comparator<Map.Entry<String, Boolean>> differingFirst =
        Comparator.comparing(entry -> !entry.getValue());
    Comparator<Map.Entry<String, Boolean>> pinnedFirst =
        Comparator.comparing(entry -> !pinned.contains(entry.getKey()));
    Set<String> chosen = new LinkedHashSet<>();
    differs.entrySet().stream()
        .sorted(pinnedFirst.thenComparing(differingFirst))
        .limit(ShopView.MAX_ROWS)
        .forEach(entry -> chosen.add(entry.getKey()));
    return differs.entrySet().stream()
        .filter(entry -> chosen.contains(entry.getKey()))
        .sorted(differingFirst)
        .map(
            entry -> new RowView(entry.getKey(), entry.getValue(), cells(entry.getKey(), up, text)))
        .toList();
  }

  private Map<String, Cell> cells(String row, List<String> up, Function<KeyInfo, String> text) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    for (String id : up) {
      Optional<KeyInfo> key = key(id, row);
      cells.put(
          id,
          key.map(known -> new Cell(String.format("%016x", known.version()), text.apply(known)))
              .orElse(new Cell("", "")));
    }
    return cells;
  }

  private List<LinkView> links(List<NodeView> nodes, Predicate<String> recent) {
    List<LinkView> links = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (int j = i + 1; j < nodes.size(); j++) {
        NodeView one = nodes.get(i);
        NodeView other = nodes.get(j);
        links.add(new LinkView(one.id(), other.id(), linkState(one, other, recent)));
      }
    }
    return links;
  }

  private LinkState linkState(NodeView one, NodeView other, Predicate<String> recent) {
    if (!source.isLinked(one.id(), other.id())) {
      return LinkState.CUT;
    }
    if (!one.up() || !other.up()) {
      return LinkState.DOWN;
    }
    return recent.test(pair(one.id(), other.id())) ? LinkState.UP : LinkState.QUIET;
  }

  private static boolean isCut(List<LinkView> links) {
    return links.stream().anyMatch(link -> link.state() == LinkState.CUT);
  }
}
