package org.rejoin.demo.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.rejoin.cluster.WriteResult;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.ShopCluster;
import org.rejoin.demo.Side;
import org.rejoin.demo.Till;
import org.rejoin.demo.orders.SideRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sells lines: each side its own, in their order, over its live nodes in turn, with at most {@value
 * #AT_ONCE} lines a side under way. What happened goes into the ledger.
 */
final class Sales implements AutoCloseable {
  /** Lines of one side that may wait for an answer. */
  static final int AT_ONCE = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Sales.class);

  /** After this much an answer is not waited for: its node is dead. */
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(8);

  private final ShopCluster cluster;
  private final Till till;
  private final Ledger ledger;
  private final ExecutorService workers = Executors.newCachedThreadPool();

  Sales(ShopCluster cluster, Till till, Ledger ledger) {
    this.cluster = cluster;
    this.till = till;
    this.ledger = ledger;
  }

  /** Sells the lines; returns once each was answered or given up. */
  void sell(List<OrderLine> lines, SideRule rule) {
    boolean inCut = cluster.isCut();
    List<CompletableFuture<?>> sides = new ArrayList<>();
    for (Side side : Side.values()) {
      List<OrderLine> own = lines.stream().filter(line -> rule.sideOf(line) == side).toList();
      sides.add(CompletableFuture.runAsync(() -> sellSide(side, own, inCut), workers));
    }
    sides.forEach(CompletableFuture::join);
  }

  private void sellSide(Side side, List<OrderLine> lines, boolean inCut) {
    Semaphore slots = new Semaphore(AT_ONCE);
    List<CompletableFuture<?>> pending = new ArrayList<>();
    int turn = 0;
    for (OrderLine line : lines) {
      slots.acquireUninterruptibly();
      List<String> nodes = side.nodes().stream().filter(cluster::isLive).toList();
      String node = nodes.get(turn++ % nodes.size());
      CompletableFuture<?> written =
          outcome(till.writeLine(node, line))
              .thenAccept(outcome -> ledger.lineAnswered(line, side, inCut, outcome));
      CompletableFuture<?> counted =
          outcome(till.countUnits(node, line))
              .thenAccept(outcome -> ledger.unitsAnswered(line, node, outcome));
      CompletableFuture<?> both = CompletableFuture.allOf(written, counted);
      pending.add(both.whenComplete((done, thrown) -> slots.release()));
    }
    pending.forEach(CompletableFuture::join);
  }

  /** What became of a write, when there is no answer too. */
  static CompletableFuture<Outcome> outcome(CompletionStage<WriteResult> stage) {
    return stage
        .toCompletableFuture()
        .copy()
        .orTimeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (result, thrown) -> {
              if (thrown != null || !result.isAcked()) {
                LOG.debug("not acknowledged: {}", result, thrown);
              }
              return thrown != null ? Outcome.UNSURE : Outcome.of(result);
            });
  }

  @Override
  public void close() {
    workers.shutdown();
  }
}
