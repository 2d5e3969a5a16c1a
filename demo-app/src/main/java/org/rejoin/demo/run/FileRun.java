package org.rejoin.demo.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Shop;
import org.rejoin.demo.ShopCluster;
import org.rejoin.demo.Side;
import org.rejoin.demo.orders.OrderFile;
import org.rejoin.demo.orders.SideRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sells one file: a third connected, a third in a cut, a third healed; then judges. */
final class FileRun {
  private static final Logger LOG = LoggerFactory.getLogger(FileRun.class);
  private static final Duration CUT_SEEN_WITHIN = Duration.ofSeconds(30);
  private static final int PRICED_PRODUCTS = 10;
  private static final int ATTEMPTS = 5;

  /** Clocks tick in milliseconds: a later write must get a later stamp. */
  private static final long STAMP_GAP_MILLIS = 3;

  private final Shop shop;
  private final ShopCluster cluster;
  private final Ledger ledger;
  private final RunOptions options;
  private final Observer observer;
  private final List<String> violations = new ArrayList<>();
  private final OrderFile file;
  private final SideRule rule;
  private final Sales sales;
  private final List<String> priced;
  private final Consumer<String> beforeKill;

  private Map<String, Long> seenMillis = Map.of();
  private double cutSeconds;
  private long differing;
  private OptionalLong converged = OptionalLong.empty();

  FileRun(
      Shop shop,
      Sales sales,
      Ledger ledger,
      RunOptions options,
      OrderFile file,
      Consumer<String> beforeKill) {
    this.shop = shop;
    this.cluster = shop.cluster();
    this.sales = sales;
    this.ledger = ledger;
    this.options = options;
    this.file = file;
    this.beforeKill = beforeKill;
    this.observer = new Observer(shop);
    this.rule = SideRule.choose(middle());
    this.priced = mostSold();
  }

  FileReport run() {
    Counts before = Counts.of(ledger);
    LOG.info("{}: {} lines, {}", file.name(), file.lines().size(), rule.describe());
    ledger.expect(file.lines());
    for (String product : priced) {
      resetPrice(product);
    }
    sales.sell(file.lines().subList(0, third()), rule);
    inCut();
    converge();
    sales.sell(file.lines().subList(2 * third(), file.lines().size()), rule);
    OptionalLong settled = awaitEqualRoots();
    if (settled.isPresent()) {
      settleOpenLines();
      settled = awaitEqualRoots();
    }
    if (settled.isEmpty()) {
      violations.add(
          "the nodes did not agree within "
              + options.convergeWithin().toSeconds()
              + " s: roots "
              + observer.lastRoots());
    }
    Verdict verdict = Verdict.judge(ledger, observer.snapshots(), priced);
    violations.addAll(verdict.violations());
    return report(before, verdict);
  }

  private List<OrderLine> middle() {
    return file.lines().subList(third(), 2 * third());
  }

  private int third() {
    return file.lines().size() / 3;
  }

  private List<String> mostSold() {
    Map<String, Long> lines = new TreeMap<>();
    file.lines().forEach(line -> lines.merge(line.product(), 1L, Long::sum));
    return lines.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(PRICED_PRODUCTS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void inCut() {
    LOG.info("{}: cut", file.name());
    long start = System.nanoTime();
    cluster.cut();
    int turn = 0;
    for (String product : priced) {
      conflictingPrices(product, turn++);
    }
    sales.sell(quarters(0, 2), rule);
    seenMillis = cluster.awaitUnreachableSeen(CUT_SEEN_WITHIN);
    CompletableFuture<Void> killed = CompletableFuture.runAsync(this::killOne);
    sales.sell(quarters(2, 3), rule);
    killed.join();
    sales.sell(quarters(3, 4), rule);
    options.kill().ifPresent(ledger::memoryLost);
    differing = observer.differing();
    cutSeconds = (System.nanoTime() - start) / 1e9;
    LOG.info("{}: {} keys differ", file.name(), differing);
  }

  /** Quarters of each side's own lines in the cut, so that both have sold before anything dies. */
  private List<OrderLine> quarters(int from, int to) {
    List<OrderLine> lines = new ArrayList<>();
    for (Side side : Side.values()) {
      List<OrderLine> own = middle().stream().filter(line -> rule.sideOf(line) == side).toList();
      lines.addAll(own.subList(own.size() * from / 4, own.size() * to / 4));
    }
    return lines;
  }

  private void killOne() {
    options
        .kill()
        .ifPresent(
            node -> {
              beforeKill.accept(node);
              LOG.info("{}: kill {}", file.name(), node);
              cluster.kill(node);
            });
  }

  private void converge() {
    LOG.info("{}: heal", file.name());
    long start = System.nanoTime();
    cluster.heal();
    options.kill().ifPresent(cluster::restart);
    converged = observer.awaitEqualRoots(options.convergeWithin(), start);
    converged.ifPresent(millis -> LOG.info("{}: equal roots after {} ms", file.name(), millis));
  }

  /** No further wait once it was in vain: the verdict is INVALID anyway. */
  private OptionalLong awaitEqualRoots() {
    return converged.isEmpty()
        ? OptionalLong.empty()
        : observer.awaitEqualRoots(options.convergeWithin(), System.nanoTime());
  }

  private void resetPrice(String product) {
    long pence =
        file.lines().stream()
            .filter(line -> line.product().equals(product))
            .mapToLong(OrderLine::pence)
            .findFirst()
            .orElseThrow();
    setPrice("w1", product, pence);
    ledger.priceReset(product, pence);
  }

  /** Each side sets a price, revises it, and the sides take turns in being the later one. */
  private void conflictingPrices(String product, int turn) {
    long base = ledger.lastPrice(product);
    List<Side> order =
        turn % 2 == 0 ? List.of(Side.WEST, Side.EAST) : List.of(Side.EAST, Side.WEST);
    for (Side side : order) {
      List<String> nodes = side.nodes();
      String node = nodes.get(turn % nodes.size());
      long change = side == Side.WEST ? 10 + turn : -(10 + turn);
      for (long pence : List.of(base + 2 * change, base + change)) {
        setPrice(node, product, pence);
        ledger.priceSet(product, side, pence);
      }
      pause();
    }
  }

  private void setPrice(String node, String product, long pence) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Outcome> outcomes =
          shop.setPrice(node, product, pence).stream()
              .map(stage -> Sales.outcome(stage).join())
              .toList();
      if (outcomes.stream().allMatch(Outcome.ACKED::equals)) {
        return;
      }
      LOG.info("price of {} on {}: {}, again", product, node, outcomes);
    }
    violations.add("price of " + product + " could not be set on " + node);
  }

  private static void pause() {
    try {
      Thread.sleep(STAMP_GAP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Looks up by line id what was not acknowledged, and writes again what is absent. */
  private void settleOpenLines() {
    List<String> nodes = cluster.live();
    Map<String, Map<String, OrderLine>> found = new HashMap<>();
    for (OrderLine line : ledger.openLines()) {
      Map<String, OrderLine> lines =
          found.computeIfAbsent(
              line.product(), product -> Waits.join(shop.lines(nodes.get(0), product)));
      if (lines.containsKey(line.id()) || writeAgain(line)) {
        ledger.lineSettled(line);
      }
    }
    for (OrderLine line : ledger.uncountedLines()) {
      String node = rule.sideOf(line).nodes().get(0);
      ledger.unitsAnswered(
          line, node, Sales.outcome(options.plant().till(shop).countUnits(node, line)).join());
    }
  }

  private boolean writeAgain(OrderLine line) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String node = rule.sideOf(line).nodes().get(0);
      if (Sales.outcome(shop.writeLine(node, line)).join() == Outcome.ACKED) {
        return true;
      }
    }
    return false;
  }

  private record Counts(long acknowledged, long unknown, long west, long east) {
    static Counts of(Ledger ledger) {
      return new Counts(
          ledger.acknowledged(),
          ledger.unknown(),
          ledger.ackedInCut(Side.WEST),
          ledger.ackedInCut(Side.EAST));
    }
  }

  private FileReport report(Counts before, Verdict verdict) {
    Counts after = Counts.of(ledger);
    return new FileReport(
        file.name(),
        rule.describe(),
        file.lines().size(),
        file.malformed().size(),
        after.acknowledged() - before.acknowledged(),
        after.unknown() - before.unknown(),
        verdict.lost(),
        verdict.duplicated(),
        after.west() - before.west(),
        after.east() - before.east(),
        cutSeconds,
        seenMillis,
        differing,
        converged,
        observer.roots(),
        verdict.conflicts(),
        List.copyOf(violations));
  }
}
