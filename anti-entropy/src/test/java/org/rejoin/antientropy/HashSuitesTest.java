package org.rejoin.antientropy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

class HashSuitesTest {
  private final HashSuite suite = HashSuites.sha256("secret".getBytes(UTF_8));

  @Test
  @DisplayName("gives the bits that another implementation of the definition gives")
  void goldenValues() {
    // Computed with Python's hashlib: sha256(u32(len) + secret + tag + input)[:16].
    assertThat(suite.name()).isEqualTo("sha256/1");
    assertThat(suite.hash128(HashDomain.KEY, new byte[0]).toHex())
        .isEqualTo("c06e0eb335cdd758d515c82ddb029075");
    assertThat(suite.hash128(HashDomain.KEY, "abc".getBytes(UTF_8)).toHex())
        .isEqualTo("363e2fc59739ac9b28ab4c793bd19293");
    assertThat(suite.hash128(HashDomain.ITEM, new byte[16]).toHex())
        .isEqualTo("21209f08df0d6c45ff8dab2fc63d6907");
    assertThat(suite.hash64(HashDomain.FINGERPRINT, "abc".getBytes(UTF_8)))
        .isEqualTo(0xe8cf15ec5e4e0f45L);
  }

  @Test
  @DisplayName("the secret is part of every result, and the caller's array is not kept")
  void secretCounts() {
    byte[] secret = "secret".getBytes(UTF_8);
    HashSuite mine = HashSuites.sha256(secret);
    secret[0] = 'x';
    assertThat(mine).isEqualTo(suite).hasSameHashCodeAs(suite);
    assertThat(HashSuites.sha256(secret)).isNotEqualTo(suite);
    assertThat(HashSuites.sha256(secret).hash64(HashDomain.KEY, new byte[0]))
        .isNotEqualTo(suite.hash64(HashDomain.KEY, new byte[0]));
    assertThat(mine.hash64(HashDomain.KEY, new byte[0]))
        .isEqualTo(suite.hash64(HashDomain.KEY, new byte[0]));
  }

  @Test
  void toString_ofASuite_doesNotShowTheSecret() {
    assertThat(suite).hasToString("sha256/1");
  }

  @Test
  void sha256_emptySecret_isRefused() {
    assertThatThrownBy(() -> HashSuites.sha256(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("threads may share a suite")
  void threadSafe() {
    long expected = suite.hash64(HashDomain.KEY, new byte[100]);
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .mapToLong(i -> suite.hash64(HashDomain.KEY, new byte[100]))
                .allMatch(hash -> hash == expected))
        .isTrue();
  }
}
