package org.rejoin.antientropy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * SHA-256 keyed by a prefix. The usual objection to prefix keys, extending a known hash to a longer
 * input, does not apply: half of the hash is thrown away. Immutable, thread-safe.
 */
final class Sha256Suite implements HashSuite {
  private static final String NAME = "sha256/1";

  /** Length of the secret in four bytes, then the secret. */
  private final byte[] keyPrefix;

  Sha256Suite(byte[] secret) {
    if (secret.length == 0) {
      throw new IllegalArgumentException("the secret of a hash suite must not be empty");
    }
    keyPrefix = ByteBuffer.allocate(4 + secret.length).putInt(secret.length).put(secret).array();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Digest128 hash128(HashDomain domain, byte[] input) {
    MessageDigest sha = newDigest();
    sha.update(keyPrefix);
    sha.update(domain.tag());
    ByteBuffer hash = ByteBuffer.wrap(sha.digest(input));
    long high = hash.getLong();
    return new Digest128(high, hash.getLong());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256Suite that && Arrays.equals(keyPrefix, that.keyPrefix);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(keyPrefix);
  }

  /** Without the secret: this ends up in logs. */
  @Override
  public String toString() {
    return NAME;
  }
}
