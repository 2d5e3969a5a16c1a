package org.rejoin.demo.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.conflict.Resolved;

/**
 * Five pretended nodes: each side is one map, which a heal joins by adding numbers and joining
 * prices. A test scripts the rest: unequal values of one node, texts, messages, nodes that are
 * down.
 */
final class FakeSource implements PageSource {
  static final List<String> IDS = List.of("w1", "w2", "w3", "e1", "e2");

  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, String>> values = new TreeMap<>();
  private final Map<String, Boolean> up = new TreeMap<>();
  private final List<Consumer<Message>> listeners = new CopyOnWriteArrayList<>();
  private final List<Product> catalogue;
  private final List<Conflict> conflicts = new ArrayList<>();
  private boolean cut;
  private Orders orders = Orders.NONE;

  FakeSource() {
    this("Desk lamp");
  }

  /** With a first product of this title. */
  FakeSource(String title) {
    catalogue =
        List.of(
            product("LAMP", title, 4900),
            product("MUG", "Enamel mug", 850),
            product("CHAIR", "Folding chair", 3200),
            product("CLOCK", "Wall clock", 2450),
            product("BLANKET", "Wool blanket", 5600),
            product("PLANT", "Rubber plant", 1800));
    for (String id : IDS) {
      values.put(id, new TreeMap<>());
      up.put(id, true);
    }
  }

  static Product product(String sku, String title, long pence) {
    return new Product(sku, title, pence, List.of("orders/" + sku, "price-merged/" + sku));
  }

  synchronized void put(String node, String key, String value) {
    values.get(node).put(key, value);
  }

  synchronized void putAll(String key, String value) {
    IDS.forEach(id -> values.get(id).put(key, value));
  }

  synchronized void setUp(String node, boolean isUp) {
    up.put(node, isUp);
  }

  synchronized void setOrders(Orders now) {
    orders = now;
  }

  void send(Message message) {
    listeners.forEach(listener -> listener.accept(message));
  }

  @Override
  public List<Node> nodes() {
    return IDS.stream()
        .map(id -> new Node(id, side(id), "127.0.0.1:" + (7400 + IDS.indexOf(id))))
        .toList();
  }

  @Override
  public List<Product> catalogue() {
    return catalogue;
  }

  @Override
  public synchronized CompletionStage<Optional<Observation>> observe(String node) {
    if (!up.get(node)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    Map<String, String> held = values.get(node);
    String root = String.format("%08x", held.hashCode() * 0x9E3779B9).repeat(4);
    return CompletableFuture.completedFuture(Optional.of(new Observation(root, held.size(), 0)));
  }

  @Override
  public synchronized CompletionStage<List<KeyInfo>> keys(String node) {
    List<KeyInfo> keys = new ArrayList<>();
    values
        .get(node)
        .forEach(
            (key, value) -> {
              int slash = key.indexOf('/');
              long version = (key + value).hashCode() * 0x9E3779B97F4A7C15L;
              keys.add(
                  new KeyInfo(key.substring(0, slash), key.substring(slash + 1), version, false));
            });
    return CompletableFuture.completedFuture(keys);
  }

  @Override
  public synchronized CompletionStage<String> text(String node, KeyInfo key) {
    return CompletableFuture.completedFuture(
        values.get(node).getOrDefault(key.keyspace() + "/" + key.id(), ""));
  }

  @Override
  public synchronized boolean isLinked(String one, String other) {
    return !cut || side(one).equals(side(other));
  }

  @Override
  public void listen(Consumer<Message> listener) {
    listeners.add(listener);
  }

  @Override
  public synchronized CompletionStage<Outcome> sell(
      String side, String sku, int quantity, String requestId) {
    calls.add("sell " + side + " " + sku + " " + quantity);
    String key = "orders/" + sku;
    for (String id : IDS) {
      if (!cut || side(id).equals(side)) {
        Map<String, Integer> sold = parse(values.get(id).getOrDefault(key, ""));
        sold.merge(side, quantity, Integer::sum);
        values.get(id).put(key, format(sold));
      }
    }
    String node = side.equals("West") ? "w1" : "e1";
    return CompletableFuture.completedFuture(
        new Outcome(Outcome.Result.ACKED, node, List.of(node), "Sold " + quantity + " × " + sku));
  }

  @Override
  public synchronized CompletionStage<Outcome> price(
      String side, String sku, long pence, String requestId) {
    calls.add("price " + side + " " + sku + " " + pence);
    for (String id : IDS) {
      if (!cut || side(id).equals(side)) {
        values.get(id).put("price-merged/" + sku, String.format("£%.2f", pence / 100.0));
      }
    }
    return CompletableFuture.completedFuture(Outcome.done("Price set"));
  }

  @Override
  public synchronized CompletionStage<Outcome> describe(
      String side, String sku, String text, String requestId) {
    calls.add("describe " + side + " " + sku + " " + text);
    for (String id : IDS) {
      if (!cut || side(id).equals(side)) {
        values.get(id).put("description/" + sku, text);
      }
    }
    return CompletableFuture.completedFuture(Outcome.done("Described"));
  }

  @Override
  public synchronized List<Conflict> conflicts() {
    return List.copyOf(conflicts);
  }

  /** One in which a value won over another. */
  synchronized void setConflict(String key, String winner, String loser) {
    conflicts.add(
        0,
        new Conflict(
            key + conflicts.size(),
            key,
            List.of(winner, loser),
            "lowest/1",
            Resolved.Outcome.RESOLVED,
            winner,
            List.of(loser)));
  }

  @Override
  public synchronized CompletionStage<Outcome> cut() {
    calls.add("cut");
    cut = true;
    return CompletableFuture.completedFuture(Outcome.done("West and East are cut"));
  }

  @Override
  public synchronized CompletionStage<Outcome> heal() {
    calls.add("heal");
    cut = false;
    Map<String, String> joined = new TreeMap<>(values.get("w1"));
    values
        .get("e1")
        .forEach(
            (key, value) -> {
              String both = joined.merge(key, value, FakeSource::join);
              String west = values.get("w1").getOrDefault(key, value);
              if (key.startsWith("price-") && !west.equals(value)) {
                setConflict(key, both, both.equals(value) ? west : value);
              }
            });
    IDS.forEach(id -> values.put(id, new TreeMap<>(joined)));
    return CompletableFuture.completedFuture(Outcome.done("The cut is healed"));
  }

  @Override
  public CompletionStage<Outcome> kill(String node) {
    calls.add("kill " + node);
    setUp(node, false);
    return CompletableFuture.completedFuture(Outcome.done(node + " is killed"));
  }

  @Override
  public CompletionStage<Outcome> restart(String node) {
    calls.add("restart " + node);
    setUp(node, true);
    return CompletableFuture.completedFuture(Outcome.done(node + " is up again"));
  }

  @Override
  public synchronized Orders orders() {
    return orders;
  }

  @Override
  public CompletionStage<Outcome> play(int linesPerSecond) {
    calls.add("play " + linesPerSecond);
    return CompletableFuture.completedFuture(Outcome.done("Orders play"));
  }

  static String side(String id) {
    return id.startsWith("w") ? "West" : "East";
  }

  private static String join(String one, String other) {
    if (!one.contains(" sold in ") || !other.contains(" sold in ")) {
      return one.compareTo(other) < 0 ? one : other;
    }
    Map<String, Integer> sold = parse(one);
    parse(other).forEach((side, n) -> sold.merge(side, n, Math::max));
    return format(sold);
  }

  private static Map<String, Integer> parse(String text) {
    Map<String, Integer> sold = new TreeMap<>();
    Arrays.stream(text.split(", "))
        .filter(part -> part.contains(" sold in "))
        .map(part -> part.split(" sold in "))
        .forEach(part -> sold.put(part[1], Integer.parseInt(part[0])));
    return sold;
  }

  private static String format(Map<String, Integer> sold) {
    List<String> parts = new ArrayList<>();
    new LinkedHashMap<>(sold).forEach((side, n) -> parts.add(n + " sold in " + side));
    return String.join(", ", parts);
  }
}
