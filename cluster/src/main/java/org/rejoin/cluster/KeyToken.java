package org.rejoin.cluster;

import java.util.Arrays;
import java.util.Base64;
import org.rejoin.conflict.Token;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.MalformedBytesException;

/**
 * What a client has seen of one key: how often it was deleted, and a summary of its value. Handed
 * to any node with {@link Read#after} or {@link Write#after}, it keeps the client from going back
 * behind that, wherever it is served. {@link KeySession} handles it for one client.
 *
 * <p>May leave the process as text, in a cookie or a header. It is bound to its key and carries a
 * checksum against damage, not a signature against forgery: a forged one makes its own reads wait.
 * Size: that of the key's summary, mostly 8 bytes per writing replica and 2 to 4 per run of its
 * writes; at most {@value #MAX_BYTES}. Immutable and thread-safe.
 *
 * <p>Paper: Terry et al., <i>Session guarantees for weakly consistent replicated data</i>, PDIS
 * 1994.
 */
public final class KeyToken {
  /** What a token may have, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int VERSION = 1;

  private final String keyspace;
  private final String id;
  private final long epoch;
  private final byte[] summary;

  private KeyToken(String keyspace, String id, long epoch, byte[] summary) {
    this.keyspace = keyspace;
    this.id = id;
    this.epoch = epoch;
    this.summary = summary;
  }

  /**
   * Of somebody who has seen that of a key.
   *
   * @param epoch how often the key had been deleted
   * @param summary canonical bytes of the summary of its value; empty: of nothing
   */
  public static KeyToken of(String keyspace, String id, long epoch, byte[] summary) {
    if (epoch < 0 || epoch > Token.MAX_EPOCH) {
      throw new IllegalArgumentException("a delete epoch cannot be " + epoch);
    }
    return new KeyToken(keyspace, id, epoch, summary.clone());
  }

  /** Name of the keyspace. */
  public String keyspace() {
    return keyspace;
  }

  /** The key's id in it. */
  public String id() {
    return id;
  }

  /** How often the key had been deleted. */
  public long epoch() {
    return epoch;
  }

  /** Canonical bytes of the summary of its value; empty: of nothing. */
  public byte[] summary() {
    return summary.clone();
  }

  /**
   * As text for a client: Base64 for URLs. Throws {@link IllegalStateException} beyond {@link
   * #MAX_BYTES}: so many replicas and runs that no header takes it.
   */
  public String toText() {
    CanonicalOut out = new CanonicalOut();
    out.writeByte(VERSION).writeString(keyspace).writeString(id);
    out.writeVarLong(epoch).writeBytes(summary);
    byte[] all = out.writeChecksum().toByteArray();
    if (all.length > MAX_BYTES) {
      throw new IllegalStateException(
          this + ": as text a token has at most " + MAX_BYTES + " bytes, not " + all.length);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * Reads what {@link #toText} wrote; throws {@link MalformedBytesException} for anything else. The
   * summary is read where the token is used, and refused there if it is none.
   */
  public static KeyToken ofText(String text) {
    if (text.length() > MAX_BYTES * 4 / 3 + 4) {
      throw new MalformedBytesException(
          "a token of " + text.length() + " characters; at most " + MAX_BYTES + " bytes are read");
    }
    CanonicalIn in = new CanonicalIn(decoded(text));
    int version = in.readByte();
    if (version != VERSION) {
      throw in.malformed("a token of version " + VERSION + " was expected, found " + version);
    }
    KeyToken token =
        new KeyToken(in.readString(), in.readString(), Token.readEpoch(in), in.readBytes());
    in.expectChecksum("a token");
    in.expectEnd();
    return token;
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedBytesException("not a token: " + e.getMessage());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyToken token
        && keyspace.equals(token.keyspace)
        && id.equals(token.id)
        && epoch == token.epoch
        && Arrays.equals(summary, token.summary);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(summary);
  }

  /** As in {@code token of carts/42, epoch 0, 31 bytes}. */
  @Override
  public String toString() {
    return "token of "
        + keyspace
        + "/"
        + id
        + ", epoch "
        + epoch
        + ", "
        + summary.length
        + " bytes";
  }
}
