package org.rejoin.antientropy.sketch;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;

/**
 * One bit of each shard's fingerprint, salted with the nonce of the exchange: {@value #BYTES} bytes
 * by which a peer estimates how many keys differ. Half of the shards that differ show. Immutable.
 */
public final class ShardMap {
  /** Shards of a store: the ranges of this many bits. */
  public static final int SHARD_BITS = 10;

  /** Number of shards. */
  public static final int SHARDS = 1 << SHARD_BITS;

  /** Bytes of an encoded map. */
  public static final int BYTES = SHARDS / Byte.SIZE;

  private final long[] bits;

  private ShardMap(long[] bits) {
    this.bits = bits;
  }

  /**
   * The map of these sums.
   *
   * @param sums of shards by their number; for a shard that is not shared, {@link RangeSum#ZERO} on
   *     both sides
   */
  public static ShardMap of(HashSuite suite, long nonce, IntFunction<RangeSum> sums) {
    long[] bits = new long[SHARDS / Long.SIZE];
    for (int shard = 0; shard < SHARDS; shard++) {
      long bit = sums.apply(shard).fingerprint(suite, nonce, shard(shard)) & 1;
      bits[shard / Long.SIZE] |= bit << shard;
    }
    return new ShardMap(bits);
  }

  /** The key hashes of a shard. */
  public static Range shard(int number) {
    if (number < 0 || number >= SHARDS) {
      throw new IllegalArgumentException("shards are 0 to " + (SHARDS - 1) + ", not " + number);
    }
    return new Range((long) number << (Long.SIZE - SHARD_BITS), SHARD_BITS);
  }

  /** In how many shards the bits differ. */
  public int differing(ShardMap other) {
    int differing = 0;
    for (int i = 0; i < bits.length; i++) {
      differing += Long.bitCount(bits[i] ^ other.bits[i]);
    }
    return differing;
  }

  /** Appends {@value #BYTES} bytes. */
  public void write(CanonicalOut out) {
    for (long word : bits) {
      out.writeFixedLong(word);
    }
  }

  /** Reads {@value #BYTES} bytes. */
  public static ShardMap read(CanonicalIn in) {
    long[] bits = new long[SHARDS / Long.SIZE];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = in.readFixedLong();
    }
    return new ShardMap(bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardMap map && Arrays.equals(bits, map.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }
}
