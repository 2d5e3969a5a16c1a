package org.rejoin.crdt.codec;

/**
 * A keyed pseudo-random function over bytes, in named domains. SPI: suites live in the anti-entropy
 * module. Clients choose keys and values, so a suite has to be keyed with a secret of the cluster:
 * sums of unkeyed hashes can be forged. Implementations are immutable and thread-safe; equal suites
 * (same algorithm, same secret) give equal results on every JVM.
 */
public interface HashSuite {
  /** Short name with version, as negotiated between peers, such as {@code sha256/1}. */
  String name();

  /**
   * 128 pseudo-random bits of {@code input}. Results of different domains are independent. Cost:
   * O(length); the input is not kept.
   */
  Digest128 hash128(HashDomain domain, byte[] input);

  /**
   * The hash of 16 bytes that are two longs, most significant byte first: what is hashed most often
   * by far. Equal to {@link #hash128(HashDomain, byte[])} of these bytes; a suite that can spare
   * itself the array does so here.
   */
  default Digest128 hash128(HashDomain domain, long first, long second) {
    return hash128(
        domain, new CanonicalOut().writeFixedLong(first).writeFixedLong(second).toByteArray());
  }

  /** The first 64 of the 128 bits. */
  default long hash64(HashDomain domain, byte[] input) {
    return hash128(domain, input).high();
  }
}
