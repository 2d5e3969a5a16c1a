package org.rejoin.conflict;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;
import org.rejoin.crdt.kernel.CausalContext;

/**
 * What the holder of a value was shown: handed out with it, handed back with the put that is to
 * replace it. Opaque; may leave the process as bytes. Covers only what was shown, so that a put
 * never replaces a value that its writer has not seen.
 *
 * <p>A token belongs to the object it was taken from and says nothing about which that is: used on
 * another object it would cover writes that nobody was shown. Whoever gives tokens to clients binds
 * them to the key. The bytes carry a checksum against damage, not a signature against forgery.
 *
 * <p>Immutable and thread-safe. Size: 8 bytes per writing replica and 2 to 4 per run of its writes.
 *
 * <p>Paper: Almeida et al., <i>Scalable and accurate causality tracking for eventually consistent
 * stores</i>, DAIS 2014, section 4.
 */
public final class Token {
  private static final Token EMPTY = new Token(CausalContext.empty());
  private static final int VERSION = 1;
  private static final int CHECKSUM_BYTES = 4;

  private final CausalContext shown;

  private Token(CausalContext shown) {
    this.shown = shown;
  }

  static Token of(CausalContext shown) {
    return shown.isEmpty() ? EMPTY : new Token(shown);
  }

  CausalContext shown() {
    return shown;
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
    out.writeByte(VERSION);
    shown.write(out);
    byte[] body = out.toByteArray();
    return out.writeRaw(checksum(body)).toByteArray();
  }

  /** Reads what {@link #encode} wrote; throws {@link MalformedBytesException} for anything else. */
  public static Token decode(byte[] bytes) {
    CanonicalIn in = new CanonicalIn(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("a token of version " + VERSION + " was expected, found " + version);
    }
    CausalContext shown = CausalContext.read(in);
    byte[] body = Arrays.copyOf(bytes, in.position());
    if (!Arrays.equals(checksum(body), in.readRaw(CHECKSUM_BYTES))) {
      throw in.malformed("the checksum of a token does not match");
    }
    in.expectEnd();
    return of(shown);
  }

  private static byte[] checksum(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    byte[] sum = new byte[CHECKSUM_BYTES];
    for (int i = 0; i < CHECKSUM_BYTES; i++) {
      sum[i] = (byte) (crc.getValue() >>> (8 * i));
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Token token && shown.equals(token.shown);
  }

  @Override
  public int hashCode() {
    return shown.hashCode();
  }

  @Override
  public String toString() {
    return "token" + shown;
  }
}
