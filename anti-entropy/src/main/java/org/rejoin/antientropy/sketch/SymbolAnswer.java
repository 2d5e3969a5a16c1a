package org.rejoin.antientropy.sketch;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;

/**
 * A part of the answer to a {@link SymbolQuestion}. Immutable.
 *
 * @param nonce of the exchange
 * @param fingerprint of all items of the snapshot, salted with the nonce
 * @param count their number
 * @param to the answer, in all its parts, ends before this index
 * @param symbols those of this part; none: there are no symbols from the asked index on
 */
public record SymbolAnswer(long nonce, long fingerprint, long count, int to, Symbols symbols) {
  /** An upper bound for the bytes beside the symbols. */
  public static final int OVERHEAD_BYTES = 40;

  /** Refuses a negative count, and an end before the last symbol. */
  public SymbolAnswer {
    if (count < 0 || to < symbols.to()) {
      throw new IllegalArgumentException(count + " items, " + symbols + ", to " + to);
    }
  }

  /** Whether there is nothing to be had. */
  public boolean isNothing() {
    return symbols.size() == 0;
  }

  /** Appends all fields. */
  public void write(CanonicalOut out) {
    writeBody(out.writeFixedLong(nonce));
  }

  /** Appends all fields but the nonce, for a message that has it anyway. */
  public void writeBody(CanonicalOut out) {
    out.writeFixedLong(fingerprint).writeVarLong(count);
    symbols.write(out);
    out.writeVarInt(to - symbols.to());
  }

  /** Reads what {@link #write} wrote. */
  public static SymbolAnswer read(CanonicalIn in) {
    return readBody(in.readFixedLong(), in);
  }

  /** Reads what {@link #writeBody} wrote. */
  public static SymbolAnswer readBody(long nonce, CanonicalIn in) {
    long fingerprint = in.readFixedLong();
    long count = in.readVarLong();
    if (count < 0) {
      throw in.malformed(Long.toUnsignedString(count) + " items");
    }
    Symbols symbols = Symbols.read(in);
    int to = symbols.to() + in.readVarInt(Symbols.MAX_INDEX - symbols.to());
    return new SymbolAnswer(nonce, fingerprint, count, to, symbols);
  }
}
