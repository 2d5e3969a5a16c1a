package org.rejoin.demo.plant;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.rejoin.cluster.WriteResult;
import org.rejoin.demo.OrderLine;
import org.rejoin.demo.Till;
import org.rejoin.demo.run.Plant;

/** Acknowledges one line, the seventh, and writes it nowhere. */
public final class DropLine implements Plant {
  private static final int DROPPED = 7;

  @Override
  public String name() {
    return "drop-line";
  }

  @Override
  public Till till(Till real) {
    AtomicInteger lines = new AtomicInteger();
    return new Till() {
      @Override
      public CompletionStage<WriteResult> writeLine(String node, OrderLine line) {
        return lines.incrementAndGet() == DROPPED
            ? CompletableFuture.completedFuture(new WriteResult.Acked(List.of(node)))
            : real.writeLine(node, line);
      }

      @Override
      public CompletionStage<WriteResult> countUnits(String node, OrderLine line) {
        return real.countUnits(node, line);
      }
    };
  }
}
