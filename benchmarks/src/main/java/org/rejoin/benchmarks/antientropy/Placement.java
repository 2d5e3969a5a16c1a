package org.rejoin.benchmarks.antientropy;

import java.util.BitSet;
import java.util.Locale;
import java.util.SplittableRandom;
import org.rejoin.antientropy.sketch.ShardMap;

/** Which keys differ. */
enum Placement {
  /** Any, by lot. */
  UNIFORM,
  /** A run of neighbours in the order of key hashes. */
  ONE_PREFIX,
  /** Those that were created last. */
  NEWEST,
  /** All of one shard, whatever their number. */
  ONE_SHARD_LOST;

  /** As on the command line. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Draws the numbers of the keys that differ; {@link #ONE_SHARD_LOST} ignores {@code count}. */
  BitSet choose(Keyring keys, int count, SplittableRandom random) {
    BitSet chosen = new BitSet(keys.size());
    switch (this) {
      case UNIFORM -> random.ints(0, keys.size()).distinct().limit(count).forEach(chosen::set);
      case ONE_PREFIX -> {
        int first = random.nextInt(keys.size() - count + 1);
        for (int i = first; i < first + count; i++) {
          chosen.set(keys.byHash(i));
        }
      }
      case NEWEST -> chosen.set(keys.size() - count, keys.size());
      case ONE_SHARD_LOST -> {
        int bits = Integer.numberOfTrailingZeros(ShardMap.SHARDS);
        long shard = keys.hash(random.nextInt(keys.size())) >>> (Long.SIZE - bits);
        for (int i = keys.firstFrom(shard, bits); i < keys.firstFrom(shard + 1, bits); i++) {
          chosen.set(keys.byHash(i));
        }
      }
    }
    return chosen;
  }
}
