package org.rejoin.demo.plant;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.rejoin.cluster.WriteResult;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Till;
import org.rejoin.demo.run.Plant;

/** Sells one line, the seventh, a second time under another id, and counts its pieces twice. */
public final class ApplyTwice implements Plant {
  private static final int REPEATED = 7;

  @Override
  public String name() {
    return "apply-twice";
  }

  @Override
  public Till till(Till real) {
    AtomicInteger lines = new AtomicInteger();
    AtomicInteger counts = new AtomicInteger();
    return new Till() {
      @Override
      public CompletionStage<WriteResult> writeLine(String node, OrderLine line) {
        CompletionStage<WriteResult> written = real.writeLine(node, line);
        return lines.incrementAndGet() == REPEATED
            ? written.thenCompose(first -> real.writeLine(node, again(line)))
            : written;
      }

      @Override
      public CompletionStage<WriteResult> countUnits(String node, OrderLine line) {
        CompletionStage<WriteResult> counted = real.countUnits(node, line);
        return counts.incrementAndGet() == REPEATED
            ? counted.thenCompose(first -> real.countUnits(node, line))
            : counted;
      }
    };
  }

  private static OrderLine again(OrderLine line) {
    return new OrderLine(
        line.id() + "-again",
        line.invoice(),
        line.product(),
        line.description(),
        line.quantity(),
        line.placedAt(),
        line.pence(),
        line.customer(),
        line.country());
  }
}
