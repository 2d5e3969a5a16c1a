package org.rejoin.conflict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.rejoin.crdt.codec.Digest128;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

/** SHA-256 over secret, domain and input. For tests. */
record Sha256TestSuite(String secret) implements HashSuite {
  @Override
  public String name() {
    return "sha256-test/1";
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
