package org.rejoin.antientropy.sketch;

import java.util.Optional;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * Asks for symbols. Immutable.
 *
 * @param nonce of the exchange
 * @param from index of the first one
 * @param to index after the last one, beyond {@code from}
 * @param sizing if there: fewer will do, by the responder's estimate
 */
public record SymbolQuestion(long nonce, int from, int to, Optional<Sizes> sizing) {
  /**
   * What helps to estimate how many items differ.
   *
   * @param count of the asker's items
   * @param fromCounts the asker's estimate by {@link Sizing#fromCounts}
   * @param map of the asker's shards
   */
  public record Sizes(long count, long fromCounts, ShardMap map) {
    /** Refuses negative numbers. */
    public Sizes {
      if (count < 0 || fromCounts < 0) {
        throw new IllegalArgumentException(count + " items, " + fromCounts + " differ");
      }
    }
  }

  /** Refuses an empty run. */
  public SymbolQuestion {
    if (from < 0 || to <= from || to > Symbols.MAX_INDEX) {
      throw new IllegalArgumentException("a question for symbols " + from + " to " + to);
    }
  }

  /** Appends the nonce, both indices, and the estimate and map or their absence. */
  public void write(CanonicalOut out) {
    out.writeFixedLong(nonce).writeVarInt(from).writeVarInt(to - from);
    out.writeBoolean(sizing.isPresent());
    sizing.ifPresent(
        sizes -> {
          out.writeVarLong(sizes.count).writeVarLong(sizes.fromCounts);
          sizes.map.write(out);
        });
  }

  /** Reads what {@link #write} wrote. */
  public static SymbolQuestion read(CanonicalIn in) {
    long nonce = in.readFixedLong();
    int from = in.readVarInt(Symbols.MAX_INDEX - 1);
    int size = in.readVarInt(Symbols.MAX_INDEX - from);
    if (size == 0) {
      throw in.malformed("a question for no symbols");
    }
    return new SymbolQuestion(nonce, from, from + size, sizes(in));
  }

  private static Optional<Sizes> sizes(CanonicalIn in) {
    if (!in.readBoolean()) {
      return Optional.empty();
    }
    long count = in.readVarLong();
    long fromCounts = in.readVarLong();
    if (count < 0 || fromCounts < 0) {
      throw in.malformed("an estimate beyond 2^63 items");
    }
    return Optional.of(new Sizes(count, fromCounts, ShardMap.read(in)));
  }
}
