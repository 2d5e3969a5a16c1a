package org.rejoin.antientropy.sketch;

import java.util.Arrays;
import java.util.List;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;

/**
 * Some bits of the fingerprint of each cell, a run of neighbouring shards, salted with the nonce of
 * the exchange, by which a peer estimates how many keys differ: of a cell that differs each bit
 * shows it in one case of two. Immutable.
 *
 * @see Scale
 */
public final class ShardMap {
  /** Shards of a store: the ranges of this many bits. */
  public static final int SHARD_BITS = 10;

  /** Number of shards. */
  public static final int SHARDS = 1 << SHARD_BITS;

  private final Scale scale;
  private final long[] bits;

  /** How fine a map is. */
  public enum Scale {
    /** For tens of keys: 64 cells of 16 shards, four bits each, 32 bytes. */
    COARSE(6, 4),
    /** For hundreds: 1024 cells, a bit each, 128 bytes. */
    FINE(SHARD_BITS, 1);

    /** Items that differ for which cells of 16 shards are many enough. */
    private static final double MOST_OF_COARSE = 64;

    private final int cellBits;
    private final int width;

    Scale(int cellBits, int width) {
      this.cellBits = cellBits;
      this.width = width;
    }

    /** That for a difference of about so many items. */
    static Scale of(double differing) {
      return differing <= MOST_OF_COARSE ? COARSE : FINE;
    }

    /** Number of cells. */
    int cells() {
      return 1 << cellBits;
    }

    /** How many of the cells that differ show. */
    double share() {
      return 1 - 1.0 / (1 << width);
    }

    /** Bytes of an encoded map but for the one that names the scale. */
    public int bytes() {
      return cells() * width / Byte.SIZE;
    }
  }

  private ShardMap(Scale scale, long[] bits) {
    this.scale = scale;
    this.bits = bits;
  }

  /**
   * The map of these sums.
   *
   * @param shards all, in order; for a shard that is not shared, {@link RangeSum#ZERO} on both
   *     sides
   */
  public static ShardMap of(Scale scale, HashSuite suite, long nonce, List<RangeSum> shards) {
    long[] bits = new long[scale.bytes() / Long.BYTES];
    int shardsACell = SHARDS / scale.cells();
    for (int cell = 0; cell < scale.cells(); cell++) {
      RangeSum sum =
          shards.subList(cell * shardsACell, (cell + 1) * shardsACell).stream()
              .reduce(RangeSum.ZERO, RangeSum::plus);
      Range range = new Range((long) cell << (Long.SIZE - scale.cellBits), scale.cellBits);
      long shown = sum.fingerprint(suite, nonce, range) & ((1L << scale.width) - 1);
      int at = cell * scale.width;
      bits[at / Long.SIZE] |= shown << at;
    }
    return new ShardMap(scale, bits);
  }

  /** The key hashes of a shard. */
  public static Range shard(int number) {
    if (number < 0 || number >= SHARDS) {
      throw new IllegalArgumentException("shards are 0 to " + (SHARDS - 1) + ", not " + number);
    }
    return new Range((long) number << (Long.SIZE - SHARD_BITS), SHARD_BITS);
  }

  Scale scale() {
    return scale;
  }

  /** How many cells differ, of two maps of one scale. */
  int differing(ShardMap other) {
    if (other.scale != scale) {
      throw new IllegalArgumentException("a map of " + other.scale + " beside one of " + scale);
    }
    long cell = (1L << scale.width) - 1;
    int differing = 0;
    for (int at = 0; at < bits.length * Long.SIZE; at += scale.width) {
      long shown = (bits[at / Long.SIZE] ^ other.bits[at / Long.SIZE]) >>> at & cell;
      differing += shown == 0 ? 0 : 1;
    }
    return differing;
  }

  /** Appends the scale and the bits, 33 or 129 bytes. */
  public void write(CanonicalOut out) {
    out.writeBoolean(scale == Scale.FINE);
    for (long word : bits) {
      out.writeFixedLong(word);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static ShardMap read(CanonicalIn in) {
    Scale scale = in.readBoolean() ? Scale.FINE : Scale.COARSE;
    long[] bits = new long[scale.bytes() / Long.BYTES];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = in.readFixedLong();
    }
    return new ShardMap(scale, bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardMap map && scale == map.scale && Arrays.equals(bits, map.bits);
  }

  @Override
  public int hashCode() {
    return 31 * scale.width + Arrays.hashCode(bits);
  }
}
