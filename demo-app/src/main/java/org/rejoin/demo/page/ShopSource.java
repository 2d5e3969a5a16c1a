package org.rejoin.demo.page;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rejoin.cluster.KeyInfo;
import org.rejoin.cluster.StoreStatus;
import org.rejoin.cluster.WriteResult;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Shop;
import org.rejoin.demo.ShopCluster;
import org.rejoin.demo.Side;
import org.rejoin.demo.orders.SideRule;

/** The page's source over the real shop. Faults are made one at a time on a thread of their own. */
final class ShopSource implements PageSource, AutoCloseable {
  private final Shop shop;
  private final ShopCluster cluster;
  private final List<Product> catalogue;
  private final SideRule rule;
  private final OrderPlayer player;
  private final FrameTap frames;
  private final ConflictTap conflicts;
  private final AtomicInteger turn = new AtomicInteger();
  private final ExecutorService faults =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "page-faults");
            thread.setDaemon(true);
            return thread;
          });

  ShopSource(Shop shop, List<OrderLine> orders) {
    this.shop = shop;
    this.cluster = shop.cluster();
    this.catalogue = Catalogue.of(orders);
    this.rule = SideRule.choose(orders);
    this.player = new OrderPlayer(orders, this::place);
    this.frames =
        new FrameTap(cluster, (one, other) -> isLinked(one, other) && cluster.isLive(other));
    this.conflicts = new ConflictTap(cluster);
    catalogue.forEach(
        product -> {
          var unused = shop.setPrice("w1", product.sku(), product.pence());
        });
  }

  @Override
  public List<Node> nodes() {
    return cluster.nodes().stream()
        .map(id -> new Node(id, Side.of(id).dataCenter(), cluster.address(id)))
        .toList();
  }

  @Override
  public List<Product> catalogue() {
    return catalogue;
  }

  @Override
  public CompletionStage<Optional<Observation>> observe(String node) {
    if (!cluster.isLive(node)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return shop.status(node)
        .thenApply(
            status -> Optional.of(new Observation(status.root(), status.keys(), pending(status))));
  }

  private static long pending(StoreStatus status) {
    return status.peers().stream().mapToLong(StoreStatus.PeerStatus::pendingBytes).sum();
  }

  @Override
  public CompletionStage<List<KeyInfo>> keys(String node) {
    return shop.keys(node);
  }

  @Override
  public CompletionStage<String> text(String node, KeyInfo key) {
    return shop.describe(node, key.keyspace(), key.id())
        .thenApply(text -> readable(key.keyspace(), text));
  }

  /** Prices with their currency. */
  static String readable(String keyspace, String text) {
    return keyspace.startsWith("price-") ? text.replaceAll("\\d+\\.\\d\\d", "£$0") : text;
  }

  @Override
  public boolean isLinked(String one, String other) {
    return !cluster.isCut() || Side.of(one) == Side.of(other);
  }

  @Override
  public void listen(Consumer<Message> listener) {
    frames.listen(listener);
  }

  @Override
  public CompletionStage<Outcome> sell(String side, String sku, int quantity, String requestId) {
    Optional<String> node = pick(side);
    if (node.isEmpty()) {
      return noNode(side);
    }
    Product product = product(sku);
    OrderLine line =
        new OrderLine(
            "page:" + requestId,
            "PAGE",
            sku,
            product.title(),
            quantity,
            LocalDateTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_DATE_TIME),
            product.pence(),
            "",
            Side.WEST.dataCenter().equals(side) ? "United Kingdom" : "Germany");
    String what = "Sold " + quantity + " × " + product.title();
    return shop.sell(node.get(), line)
        .thenApply(
            sale ->
                Outcome.of(node.get(), what, sale.line().isAcked() ? sale.units() : sale.line()));
  }

  @Override
  public CompletionStage<Outcome> price(String side, String sku, long pence, String requestId) {
    Optional<String> node = pick(side);
    if (node.isEmpty()) {
      return noNode(side);
    }
    String what =
        String.format(
            Locale.ROOT, "%s now £%d.%02d", product(sku).title(), pence / 100, pence % 100);
    return all(shop.setPrice(node.get(), sku, pence))
        .thenApply(results -> Outcome.of(node.get(), what, worst(results)));
  }

  @Override
  public CompletionStage<Outcome> describe(String side, String sku, String text, String requestId) {
    Optional<String> node = pick(side);
    if (node.isEmpty()) {
      return noNode(side);
    }
    String what = product(sku).title() + " described as \"" + text + "\"";
    return shop.setDescription(node.get(), sku, text)
        .thenApply(result -> Outcome.of(node.get(), what, result));
  }

  @Override
  public List<Conflict> conflicts() {
    return conflicts.latest();
  }

  private static <T> CompletionStage<List<T>> all(List<CompletionStage<T>> stages) {
    CompletionStage<List<T>> all = CompletableFuture.completedFuture(List.of());
    for (CompletionStage<T> stage : stages) {
      all =
          all.thenCombine(
              stage, (before, one) -> Stream.concat(before.stream(), Stream.of(one)).toList());
    }
    return all;
  }

  private static WriteResult worst(List<WriteResult> results) {
    return results.stream()
        .filter(result -> !result.isAcked())
        .findFirst()
        .orElseGet(() -> results.get(0));
  }

  @Override
  public CompletionStage<Outcome> cut() {
    return fault(
        () -> {
          if (cluster.isCut()) {
            return Outcome.done("West and East are cut already");
          }
          cluster.cut();
          return Outcome.done("West and East are cut");
        });
  }

  @Override
  public CompletionStage<Outcome> heal() {
    return fault(
        () -> {
          if (!cluster.isCut()) {
            return Outcome.done("There is no cut to heal");
          }
          cluster.heal();
          return Outcome.done("The cut is healed");
        });
  }

  @Override
  public CompletionStage<Outcome> kill(String node) {
    return fault(
        () -> {
          if (!cluster.isLive(node)) {
            return Outcome.done(node + " is down already");
          }
          if (cluster.live().size() == 1) {
            return Outcome.rejected(node + " is the last one up");
          }
          cluster.kill(node);
          return Outcome.done(node + " is killed, its memory gone");
        });
  }

  @Override
  public CompletionStage<Outcome> restart(String node) {
    return fault(
        () -> {
          if (cluster.isLive(node)) {
            return Outcome.done(node + " is up already");
          }
          cluster.restart(node);
          frames.attach(node);
          conflicts.attach(node);
          return Outcome.done(node + " is up again, as a new incarnation");
        });
  }

  @Override
  public Orders orders() {
    return player.progress();
  }

  @Override
  public CompletionStage<Outcome> play(int linesPerSecond) {
    return CompletableFuture.completedFuture(player.play(linesPerSecond));
  }

  @Override
  public void close() {
    player.close();
    faults.shutdownNow();
  }

  private CompletionStage<Outcome> fault(Supplier<Outcome> work) {
    return CompletableFuture.supplyAsync(work, faults);
  }

  private CompletionStage<?> place(OrderLine line) {
    Optional<String> node = pick(rule.sideOf(line).dataCenter());
    return node.isEmpty() ? CompletableFuture.completedFuture("") : shop.sell(node.get(), line);
  }

  /** The side's next node that is up. */
  private Optional<String> pick(String side) {
    List<String> up =
        cluster.live().stream().filter(id -> Side.of(id).dataCenter().equals(side)).toList();
    return up.isEmpty()
        ? Optional.empty()
        : Optional.of(up.get(Math.floorMod(turn.getAndIncrement(), up.size())));
  }

  private static CompletionStage<Outcome> noNode(String side) {
    return CompletableFuture.completedFuture(Outcome.unavailable("no node of " + side + " is up"));
  }

  private Product product(String sku) {
    return catalogue.stream().filter(each -> each.sku().equals(sku)).findFirst().orElseThrow();
  }
}
