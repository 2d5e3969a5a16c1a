package org.rejoin.crdt.laws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** SHA-256 over secret, domain and input: enough to check digests, not a suite to deploy. */
record Sha256Suite(String secret) implements HashSuite {
  static final HashSuite ONE = new Sha256Suite("one");
  static final HashSuite TWO = new Sha256Suite("two");

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
