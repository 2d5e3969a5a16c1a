package org.rejoin.crdt.laws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/**
 * SHA-256 over secret, domain and input: enough to check digests, not a suite to deploy. Immutable,
 * thread-safe.
 *
 * @param secret what two suites differ in
 */
public record CheckSuite(String secret) implements HashSuite {
  /** The suite of golden vectors, and the first that laws are checked with. */
  public static final HashSuite ONE = new CheckSuite("one");

  /** One with another secret. */
  public static final HashSuite TWO = new CheckSuite("two");

  @Override
  public String name() {
    return "sha256-laws/1";
  }

  @Override
  public Digest128 hash128(HashDomain domain, byte[] input) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(secret.getBytes(StandardCharsets.UTF_8));
      sha.update(domain.tag());
      ByteBuffer hash = ByteBuffer.wrap(sha.digest(input));
      return new Digest128(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
