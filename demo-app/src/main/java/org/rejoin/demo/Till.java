package org.rejoin.demo;

import java.util.concurrent.CompletionStage;
import org.rejoin.cluster.WriteResult;

/** Where a sale is rung up: the two writes that it consists of. Thread-safe; nothing blocks. */
public interface Till {
  /** Writes the line under its id in {@code orders/<product>} on {@code node}; again: no effect. */
  CompletionStage<WriteResult> writeLine(String node, OrderLine line);

  /** Adds the line's pieces to {@code units/<country>} on {@code node}; again: counts again. */
  CompletionStage<WriteResult> countUnits(String node, OrderLine line);
}
