package org.rejoin.conflict;

import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.crdt.kernel.CausalContext;

/**
 * What the holder of a value was shown: handed out with it, handed back with the put that is to
 * replace it. Opaque; may leave the process as bytes. Covers only what was shown, so that a put
 * never replaces a value that its writer has not seen.
 *
 * <p>Where objects can be deleted and made anew, dots begin again with each delete. So a token
 * names the delete epoch in which it was handed out, and covers nothing in a later one; in an
 * earlier one, at a replica that has not met the delete yet, edits refuse it ({@link
 * TokenAheadException}). A register by itself knows no deletes: its tokens are of epoch 0.
 *
 * <p>A token belongs to the object it was taken from and says nothing about which that is: used on
 * another object it would cover writes that nobody was shown. Whoever gives tokens to clients binds
 * them to the key. The bytes carry a checksum against damage, not a signature against forgery.
 *
 * <p>Bytes: version, epoch, context of the dots shown, checksum (CRC-32C, 4). Immutable and
 * thread-safe. Size: 8 bytes per writing replica and 2 to 4 per run of its writes.
 *
 * <p>Paper: Almeida et al., <i>Scalable and accurate causality tracking for eventually consistent
 * stores</i>, DAIS 2014, section 4.
 */
public final class Token {
  /** Highest delete epoch that an object can have. */
  public static final long MAX_EPOCH = (1L << 48) - 1;

  private static final Token EMPTY = new Token(0, CausalContext.empty());
  private static final int VERSION = 2;

  private final long epoch;
  private final CausalContext shown;

  private Token(long epoch, CausalContext shown) {
    this.epoch = epoch;
    this.shown = shown;
  }

  /** One of epoch 0. */
  static Token of(CausalContext shown) {
    return shown.isEmpty() ? EMPTY : new Token(0, shown);
  }

  /**
   * The same, as handed out in a delete epoch. The empty one is of none.
   *
   * @param epoch how often the object had been deleted; 0 to {@link #MAX_EPOCH}
   */
  public Token inEpoch(long epoch) {
    checkEpoch(epoch);
    return isEmpty() || epoch == this.epoch ? this : new Token(epoch, shown);
  }

  static long checkEpoch(long epoch) {
    if (epoch < 0 || epoch > MAX_EPOCH) {
      throw new IllegalArgumentException("a delete epoch is 0 to " + MAX_EPOCH + ", not " + epoch);
    }
    return epoch;
  }

  /** Reads a delete epoch; refuses one that no object can have. */
  public static long readEpoch(CanonicalIn in) {
    long epoch = in.readVarLong();
    if (epoch < 0 || epoch > MAX_EPOCH) {
      throw in.malformed("delete epoch " + Long.toUnsignedString(epoch));
    }
    return epoch;
  }

  /** How often the object had been deleted when this was handed out; 0 if nothing was shown. */
  public long epoch() {
    return epoch;
  }

  CausalContext shown() {
    return shown;
  }

  /** What it covers in delete epoch {@code current}: after another delete nothing. */
  CausalContext shownIn(long current) {
    if (epoch > current) {
      throw new TokenAheadException(epoch, current);
    }
    return epoch == current ? shown : CausalContext.empty();
  }

  /** Of somebody who was shown nothing: a put with it adds a sibling. */
  public static Token empty() {
    return EMPTY;
  }

  /** Whether nothing was shown. */
  public boolean isEmpty() {
    return shown.isEmpty();
  }

  /** As bytes for a client. */
  public byte[] encode() {
    CanonicalOut out = new CanonicalOut();
    out.writeByte(VERSION).writeVarLong(epoch);
    shown.write(out);
    return out.writeChecksum().toByteArray();
  }

  /** Reads what {@link #encode} wrote; throws {@link MalformedBytesException} for anything else. */
  public static Token decode(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("a token of version " + VERSION + " was expected, found " + version);
    }
    long epoch = readEpoch(in);
    CausalContext shown = CausalContext.read(in);
    if (shown.isEmpty() && epoch != 0) {
      throw in.malformed("an empty token has no delete epoch, found " + epoch);
    }
    in.expectChecksum("a token");
    in.expectEnd();
    return of(shown).inEpoch(epoch);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Token token && epoch == token.epoch && shown.equals(token.shown);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(epoch) + shown.hashCode();
  }

  @Override
  public String toString() {
    return "token" + shown + (epoch == 0 ? "" : " of epoch " + epoch);
  }
}
