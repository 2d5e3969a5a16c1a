package org.rejoin.antientropy.sketch;

import java.util.List;
import java.util.Optional;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.HashSuite;

/**
 * What one side holds of a scope, copied in one step. Immutable.
 *
 * @param scope the key hashes that it is about
 * @param sum of all items in it
 * @param symbols the first ones, from index 0
 * @param shards sums of the scope's shards in order; none if there are too few items to tell by
 *     them
 */
public record Snapshot(Range scope, RangeSum sum, Symbols symbols, List<RangeSum> shards) {
  private static final double ROOM = 1.3;

  /** Copies the list. */
  public Snapshot {
    if (symbols.from() != 0) {
      throw new IllegalArgumentException(symbols + " where the first ones are needed");
    }
    shards = List.copyOf(shards);
  }

  /** How many symbols a snapshot should have if both sides have so many items: more never help. */
  public static int size(long mine, long theirs) {
    double most = Math.min((double) mine + theirs, Tier.MOST_OF_A_SKETCH);
    int size = (int) (ROOM * Sizing.firstRequest(most));
    return Math.max(2 * Sizing.FIRST_SYMBOLS, Math.min(Sketch.RESIDENT_SIZE, size));
  }

  /** Whether there is a map: all shards are in the scope, and items are many enough. */
  boolean hasMap() {
    return shards.size() == ShardMap.SHARDS;
  }

  /** The map of all shards; none if not all are in the scope, or items are too few. */
  Optional<ShardMap> map(ShardMap.Scale scale, HashSuite suite, long nonce) {
    return hasMap() ? Optional.of(ShardMap.of(scale, suite, nonce, shards)) : Optional.empty();
  }

  /** The salted fingerprint of all items. */
  public long fingerprint(HashSuite suite, long nonce) {
    return sum.fingerprint(suite, nonce, scope);
  }
}
