package org.rejoin.demo.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Prices;
import org.rejoin.demo.Shop;

/** Looks at the nodes from outside, each through its own public API. */
final class Observer {
  private final Shop shop;
  private final Map<String, String> lastRoots = new TreeMap<>();

  Observer(Shop shop) {
    this.shop = shop;
  }

  /** Root hash of each live node. */
  Map<String, String> roots() {
    Map<String, String> roots = new TreeMap<>();
    List<String> live = shop.cluster().live();
    List<StoreStatus> answers = Waits.each(live, shop::status);
    for (int i = 0; i < live.size(); i++) {
      roots.put(live.get(i), answers.get(i).root());
    }
    lastRoots.clear();
    lastRoots.putAll(roots);
    return roots;
  }

  /** Root hashes as last asked for. */
  Map<String, String> lastRoots() {
    return new TreeMap<>(lastRoots);
  }

  /**
   * Waits until all five nodes say the same root.
   *
   * @param sinceNanos when to count from
   * @return milliseconds from then; empty when the limit passed first
   */
  OptionalLong awaitEqualRoots(java.time.Duration limit, long sinceNanos) {
    boolean equal =
        Waits.until(
            limit,
            () -> {
              Map<String, String> roots = roots();
              return roots.size() == shop.cluster().nodes().size()
                  && new HashSet<>(roots.values()).size() == 1;
            });
    return equal
        ? OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos))
        : OptionalLong.empty();
  }

  /** Number of keys that not all live nodes hold in the same state. */
  long differing() {
    List<String> live = shop.cluster().live();
    Map<String, Set<Long>> versions = new HashMap<>();
    Map<String, Integer> holders = new HashMap<>();
    for (List<KeyInfo> keys : Waits.each(live, shop::keys)) {
      for (KeyInfo key : keys) {
        String name = key.keyspace() + "/" + key.id();
        versions.computeIfAbsent(name, any -> new HashSet<>()).add(key.version());
        holders.merge(name, 1, Integer::sum);
      }
    }
    return versions.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().size() > 1
                    || holders.getOrDefault(entry.getKey(), 0) < live.size())
        .count();
  }

  /** Everything that each live node has. */
  List<Snapshot> snapshots() {
    List<Snapshot> snapshots = new ArrayList<>();
    for (String node : shop.cluster().live()) {
      snapshots.add(snapshot(node));
    }
    return snapshots;
  }

  private Snapshot snapshot(String node) {
    Map<String, List<String>> ids = new TreeMap<>();
    for (KeyInfo key : Waits.join(shop.keys(node))) {
      ids.computeIfAbsent(key.keyspace(), any -> new ArrayList<>()).add(key.id());
    }
    Map<String, Map<String, OrderLine>> orders =
        read(ids.getOrDefault(Shop.ORDERS, List.of()), id -> shop.lines(node, id));
    Map<String, Long> units =
        read(ids.getOrDefault(Shop.UNITS, List.of()), id -> shop.units(node, id));
    Map<String, Prices> prices =
        read(ids.getOrDefault(Shop.PRICE_VERSIONS, List.of()), id -> shop.prices(node, id));
    String root = Waits.join(shop.status(node)).root();
    return new Snapshot(node, root, orders, units, prices);
  }

  private static <T> Map<String, T> read(
      List<String> ids,
      java.util.function.Function<String, java.util.concurrent.CompletionStage<T>> ask) {
    Map<String, T> values = new TreeMap<>();
    List<T> answers = Waits.each(ids, ask);
    for (int i = 0; i < ids.size(); i++) {
      values.put(ids.get(i), answers.get(i));
    }
    return values;
  }
}
