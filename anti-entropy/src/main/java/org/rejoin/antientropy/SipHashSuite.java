package org.rejoin.antientropy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * SipHash-2-4-128 over domain tag and input. Its key is made of the secret by SHA-256, so secrets
 * may have any length. Immutable, thread-safe.
 */
final class SipHashSuite implements HashSuite {
  private static final String NAME = "siphash/1";

  private final long k0;
  private final long k1;

  SipHashSuite(byte[] secret) {
    if (secret.length == 0) {
      throw new IllegalArgumentException("the secret of a hash suite must not be empty");
    }
    ByteBuffer key = ByteBuffer.wrap(keyOf(secret)).order(ByteOrder.LITTLE_ENDIAN);
    k0 = key.getLong();
    k1 = key.getLong();
  }

  private static byte[] keyOf(byte[] secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(("rejoin " + NAME + " ").getBytes(StandardCharsets.US_ASCII));
      return sha.digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Digest128 hash128(HashDomain domain, byte[] input) {
    return SipHash.hash(k0, k1, domain.tag(), input);
  }

  @Override
  public Digest128 hash128(HashDomain domain, long first, long second) {
    return SipHash.hash(k0, k1, domain.tag(), first, second);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipHashSuite that && k0 == that.k0 && k1 == that.k1;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(k0 * 31 + k1);
  }

  /** Without the key: this ends up in logs. */
  @Override
  public String toString() {
    return NAME;
  }
}
