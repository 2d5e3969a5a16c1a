package org.rejoin.benchmarks.antientropy;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rejoin.cluster.engine.Buggify;

/** A way to find what differs. */
@SuppressWarnings("ImmutableEnumChecker") // constructors and lambdas without state
enum Algorithm {
  /** As it is. */
  REJOIN(Buggify.OFF, null),
  /** Without symbols: down the summing trees. */
  REJOIN_MERKLE((machine, point) -> point == Buggify.Point.NO_SYMBOLS, null),
  /** Riak, TicTac AAE. */
  RADIX_MERKLE(null, items -> new RadixMerkle(items, 3, 8)),
  /** Cassandra. */
  WHOLE_TREE(null, WholeTree::new),
  /** Pekko. */
  KEY_DIGESTS(null, KeyDigests::new),
  /** Range-based set reconciliation, as in negentropy. */
  RANGE_BASED(null, RangeBased::byTime);

  private final @Nullable Buggify buggify;
  private final @Nullable Function<Items, Shape> shape;

  Algorithm(@Nullable Buggify buggify, @Nullable Function<Items, Shape> shape) {
    this.buggify = buggify;
    this.shape = shape;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What the engines are built with; null if this is a shape. */
  @Nullable Buggify buggify() {
    return buggify;
  }

  /** The shape with all that it keeps; null if this is an engine. */
  @Nullable Function<Items, Shape> shape() {
    return shape;
  }
}
