package org.rejoin.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.KeyspaceSpec;
import org.rejoin.cluster.Keyspaces;
import org.rejoin.cluster.Read;
import org.rejoin.cluster.ReadResult;
import org.rejoin.cluster.Replicated;
import org.rejoin.cluster.SiblingKey;
import org.rejoin.cluster.SiblingSpec;
import org.rejoin.cluster.SiblingWrite;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.Write;
import org.rejoin.cluster.WriteResult;
import org.rejoin.cluster.pekko.KryoCodec;
import org.rejoin.cluster.pekko.ReplicatedStore;
import org.rejoin.cluster.pekko.StoreMetrics;
import org.rejoin.conflict.ConflictSettings;
import org.rejoin.conflict.Resolved;
import org.rejoin.conflict.Resolver;
import org.rejoin.conflict.Resolvers;
import org.rejoin.crdt.Crdt;
import org.rejoin.crdt.Editable;
import org.rejoin.crdt.LWWMap;
import org.rejoin.crdt.PNCounter;
import org.rejoin.crdt.codec.Bytes;
import org.rejoin.crdt.codec.Codec;
import org.rejoin.crdt.codec.Codecs;

/**
 * The shop's data on the nodes of a {@link ShopCluster}. Every call goes through the named node's
 * own public API; a node that does not run fails the stage. Thread-safe; nothing blocks.
 *
 * <table>
 * <caption>Keyspaces</caption>
 * <tr><td>{@code orders/<product>}</td><td>order lines by line id</td></tr>
 * <tr><td>{@code units/<country>}</td><td>pieces sold, a counter</td></tr>
 * <tr><td>{@code description/<product>}</td><td>a text, concurrent ones all kept</td></tr>
 * <tr><td>{@code price-lww/<product>}</td><td>pence, last writer wins</td></tr>
 * <tr><td>{@code price-versions/<product>}</td><td>pence, concurrent ones all kept</td></tr>
 * <tr><td>{@code price-merged/<product>}</td><td>pence, the lowest of concurrent ones</td></tr>
 * </table>
 */
public final class Shop implements Till {
  /** Keyspace of the order lines. */
  public static final String ORDERS = "orders";

  /** Keyspace of the counters. */
  public static final String UNITS = "units";

  /** Keyspace of prices of which the last writer wins. */
  public static final String PRICE_LWW = "price-lww";

  /** Keyspace of prices of which all concurrent ones are kept. */
  public static final String PRICE_VERSIONS = "price-versions";

  /** Keyspace of prices of which the lowest concurrent one holds. */
  public static final String PRICE_MERGED = "price-merged";

  /** Keyspace of descriptions, of which all concurrent ones are kept. */
  public static final String DESCRIPTION = "description";

  private static final Write TWO_NODES = Write.atLeast(2, Duration.ofSeconds(5));
  private static final Codec<OrderLine> LINE = KryoCodec.of("order-line", OrderLine.class);

  private static final KeyspaceSpec<LWWMap<String, OrderLine>, LWWMap.Editor<String, OrderLine>>
      ORDERS_SPEC = Keyspaces.lwwMap(ORDERS, Codecs.utf8(), LINE);
  private static final KeyspaceSpec<PNCounter, PNCounter.Editor> UNITS_SPEC =
      Keyspaces.pnCounter(UNITS);
  private static final List<SiblingSpec<Long>> PRICE_SPECS =
      List.of(
          price(PRICE_LWW, Resolvers.lww()),
          price(PRICE_VERSIONS, Resolvers.keepAll()),
          price(PRICE_MERGED, Resolvers.reconcile("lowest-price", 1, Math::min)));
  private static final SiblingSpec<String> DESCRIPTION_SPEC =
      Keyspaces.siblings(DESCRIPTION, Codecs.utf8(), ConflictSettings.onRead(Resolvers.keepAll()));

  private final ShopCluster cluster;

  private static SiblingSpec<Long> price(String name, Resolver<Long> resolver) {
    return Keyspaces.siblings(name, Codecs.int64(), ConflictSettings.onRead(resolver));
  }

  /** The shop on the cluster's nodes. */
  public Shop(ShopCluster cluster) {
    this.cluster = cluster;
  }

  /** Opens the shop's keyspaces on a node; before that it refuses what other nodes send of them. */
  static void open(ReplicatedStore store) {
    store.open(ORDERS_SPEC);
    store.open(UNITS_SPEC);
    PRICE_SPECS.forEach(store::open);
    store.open(DESCRIPTION_SPEC);
  }

  /** The nodes it stands on. */
  public ShopCluster cluster() {
    return cluster;
  }

  /** Sells: writes the line and counts its pieces on {@code node}, both at-least(2). */
  public CompletionStage<Sale> sell(String node, OrderLine line) {
    return writeLine(node, line).thenCombine(countUnits(node, line), Sale::new);
  }

  @Override
  public CompletionStage<WriteResult> writeLine(String node, OrderLine line) {
    return at(
        node, ORDERS_SPEC, line.product(), k -> k.update(e -> e.put(line.id(), line), TWO_NODES));
  }

  @Override
  public CompletionStage<WriteResult> countUnits(String node, OrderLine line) {
    return at(
        node,
        UNITS_SPEC,
        line.country(),
        key ->
            key.update(
                edit -> {
                  if (line.quantity() >= 0) {
                    edit.increment(line.quantity());
                  } else {
                    edit.decrement(-line.quantity());
                  }
                },
                TWO_NODES));
  }

  /**
   * Sets the price of a product on {@code node} in all three price keyspaces, each at-least(2); it
   * replaces the prices that this node sees.
   */
  public List<CompletionStage<WriteResult>> setPrice(String node, String product, long pence) {
    List<CompletionStage<WriteResult>> results = new ArrayList<>();
    for (var spec : PRICE_SPECS) {
      results.add(put(node, spec, product, pence));
    }
    return results;
  }

  /** Describes a product on {@code node}, at-least(2), in place of what this node sees. */
  public CompletionStage<WriteResult> setDescription(String node, String product, String text) {
    return put(node, DESCRIPTION_SPEC, product, text);
  }

  private <V> CompletionStage<WriteResult> put(
      String node, SiblingSpec<V> spec, String product, V value) {
    return at(node, spec, product, key -> key.put(value, TWO_NODES))
        .thenApply(SiblingWrite::result);
  }

  /** The lines of a product that {@code node} has, by line id. */
  public CompletionStage<Map<String, OrderLine>> lines(String node, String product) {
    return at(node, ORDERS_SPEC, product, key -> key.read(Read.local()))
        .thenApply(result -> found(result).map(LWWMap::entries).orElse(new TreeMap<>()));
  }

  /** Pieces sold to a country as {@code node} counts them. */
  public CompletionStage<Long> units(String node, String country) {
    return at(node, UNITS_SPEC, country, key -> key.read(Read.local()))
        .thenApply(result -> found(result).map(PNCounter::value).orElse(0L));
  }

  /** The product's price as {@code node} sees it. */
  public CompletionStage<Prices> prices(String node, String product) {
    List<CompletableFuture<Resolved<Long>>> views = new ArrayList<>();
    for (var spec : PRICE_SPECS) {
      views.add(view(node, spec, product).toCompletableFuture());
    }
    return CompletableFuture.allOf(views.toArray(CompletableFuture[]::new))
        .thenApply(all -> prices(views.get(0).join(), views.get(1).join(), views.get(2).join()));
  }

  /** What the keyspace's resolver makes of a key on the node. */
  private <V> CompletionStage<Resolved<V>> view(String node, SiblingSpec<V> spec, String product) {
    return at(node, spec, product, key -> key.read(Read.local()))
        .thenApply(
            read -> {
              found(read.result());
              return read.view();
            });
  }

  /** A value of a sibling keyspace as {@link #describe} shows it, from its bytes. */
  public static String text(String keyspace, Bytes value) {
    return keyspace.equals(DESCRIPTION)
        ? Codecs.utf8().decode(value.toByteArray())
        : pounds(OptionalLong.of(Codecs.int64().decode(value.toByteArray())));
  }

  /** What the node says about itself: root hash, keys, peers. */
  public CompletionStage<StoreStatus> status(String node) {
    return at(node, ShopCluster::store).thenCompose(store -> store.status());
  }

  /** All keys of the node with a hash of each one's state. */
  public CompletionStage<List<KeyInfo>> keys(String node) {
    return at(node, ShopCluster::store).thenCompose(store -> store.keys());
  }

  /** What the node's store has counted since its start; throws when the node does not run. */
  public StoreMetrics metrics(String node) {
    return cluster.store(node).metrics();
  }

  /** One key's value on the node in a few words, as in {@code 3 lines, 42 pieces}. */
  public CompletionStage<String> describe(String node, String keyspace, String id) {
    return switch (keyspace) {
      case ORDERS ->
          lines(node, id)
              .thenApply(
                  lines ->
                      lines.size()
                          + (lines.size() == 1 ? " line, " : " lines, ")
                          + lines.values().stream().mapToLong(OrderLine::quantity).sum()
                          + " pieces");
      case UNITS -> units(node, id).thenApply(units -> units + " pieces");
      case PRICE_LWW -> prices(node, id).thenApply(prices -> pounds(prices.winner()));
      case PRICE_VERSIONS ->
          prices(node, id)
              .thenApply(
                  prices ->
                      String.join(
                          " or ",
                          prices.siblings().stream()
                              .map(pence -> pounds(OptionalLong.of(pence)))
                              .toList()));
      case PRICE_MERGED -> prices(node, id).thenApply(prices -> pounds(prices.merged()));
      case DESCRIPTION ->
          view(node, DESCRIPTION_SPEC, id).thenApply(view -> String.join(" or ", view.values()));
      default ->
          CompletableFuture.failedFuture(
              new IllegalArgumentException("the shop has no keyspace \"" + keyspace + "\""));
    };
  }

  private static String pounds(OptionalLong pence) {
    return pence.isEmpty() ? "no price" : BigDecimal.valueOf(pence.getAsLong(), 2).toPlainString();
  }

  private static Prices prices(Resolved<Long> lww, Resolved<Long> versions, Resolved<Long> merged) {
    Optional<Long> winner = lww.value();
    List<Long> losers = sorted(lww);
    winner.ifPresent(losers::remove);
    return new Prices(
        optional(winner),
        losers,
        versions.values().stream().sorted().toList(),
        optional(merged.value()),
        sorted(merged));
  }

  private static List<Long> sorted(Resolved<Long> view) {
    return new ArrayList<>(new TreeSet<>(view.siblings().values()));
  }

  private static OptionalLong optional(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private <S extends Editable<S, E>, E, R> CompletionStage<R> at(
      String node,
      KeyspaceSpec<S, E> spec,
      String id,
      Function<Replicated<S, E>, CompletionStage<R>> call) {
    return at(node, (on, name) -> on.store(name).open(spec))
        .thenCompose(keyspace -> call.apply(keyspace.key(id)));
  }

  private <V, R> CompletionStage<R> at(
      String node,
      SiblingSpec<V> spec,
      String id,
      Function<SiblingKey<V>, CompletionStage<R>> call) {
    return at(node, (on, name) -> on.store(name).open(spec))
        .thenCompose(keyspace -> call.apply(keyspace.key(id)));
  }

  private interface OnNode<T> {
    T get(ShopCluster cluster, String node);
  }

  /** A node that is killed at this moment fails the stage, not the caller. */
  private <T> CompletionStage<T> at(String node, OnNode<T> get) {
    try {
      return CompletableFuture.completedFuture(get.get(cluster, node));
    } catch (IllegalStateException notRunning) {
      return CompletableFuture.failedFuture(notRunning);
    }
  }

  /** The state; empty if the node has none. A local read that is refused is a fault. */
  private static <S extends Crdt<S>> Optional<S> found(ReadResult<S> result) {
    return result.match(
        found -> Optional.of(found.value()),
        absent -> Optional.empty(),
        unknown -> {
          throw new IllegalStateException("a local read was not answered: " + unknown);
        },
        unavailable -> {
          throw new IllegalStateException("a local read was not possible: " + unavailable);
        },
        rejected -> {
          throw new IllegalStateException("a local read was refused: " + rejected);
        });
  }
}
