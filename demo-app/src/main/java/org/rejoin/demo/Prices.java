package org.rejoin.demo;

import java.util.List;
import java.util.OptionalLong;

/**
 * The price of one product as one node sees it, by each of three ways to settle a conflict.
 *
 * @param winner last writer wins
 * @param losers what concurrently written prices lost against the winner, ascending
 * @param siblings version vectors: all prices that nobody has replaced, ascending
 * @param merged the shop's own merge: the lowest price that was asked on any side holds
 * @param mergedFrom the prices that were merged, ascending
 */
public record Prices(
    OptionalLong winner,
    List<Long> losers,
    List<Long> siblings,
    OptionalLong merged,
    List<Long> mergedFrom) {
  /** No price yet. */
  public static final Prices NONE =
      new Prices(OptionalLong.empty(), List.of(), List.of(), OptionalLong.empty(), List.of());
}
