package org.rejoin.antientropy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rejoin.crdt.codec.HashDomain;
import org.rejoin.crdt.codec.HashSuite;

class HashSuitesTest {
  static Stream<Function<byte[], HashSuite>> suites() {
    return Stream.of(HashSuites::sha256, HashSuites::sipHash);
  }

  private static HashSuite suite(Function<byte[], HashSuite> maker) {
    return maker.apply("secret".getBytes(UTF_8));
  }

  @Test
  @DisplayName("sha256 gives the bits that another implementation of the definition gives")
  void goldenValuesOfSha256() {
    // Computed with Python's hashlib: sha256(u32(len) + secret + tag + input)[:16].
    HashSuite suite = suite(HashSuites::sha256);
    assertThat(suite).hasToString("sha256/1").returns("sha256/1", HashSuite::name);
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
  @DisplayName("sipHash gives the bits that another implementation of the definition gives")
  void goldenValuesOfSipHash() {
    // Computed in Python: siphash128(sha256("rejoin siphash/1 " + secret)[:16], tag + input).
    HashSuite suite = suite(HashSuites::sipHash);
    assertThat(suite).hasToString("siphash/1").returns("siphash/1", HashSuite::name);
    assertThat(suite.hash128(HashDomain.KEY, new byte[0]).toHex())
        .isEqualTo("46e0d8e6cc2d115872323755d215c283");
    assertThat(suite.hash128(HashDomain.KEY, "abc".getBytes(UTF_8)).toHex())
        .isEqualTo("c6e367f36577bb1892ff16fac632c960");
    assertThat(suite.hash128(HashDomain.ITEM, new byte[16]).toHex())
        .isEqualTo("22c40778620ef052f2747c32c029aff3");
    assertThat(suite.hash64(HashDomain.FINGERPRINT, "abc".getBytes(UTF_8)))
        .isEqualTo(0xc2d654963d82dda9L);
  }

  @ParameterizedTest
  @MethodSource("suites")
  @DisplayName("two longs are hashed as their sixteen bytes, by each suite's own way")
  void longsAreTheirBytes(Function<byte[], HashSuite> maker) {
    HashSuite suite = suite(maker);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 1000; i++) {
      long first = i == 0 ? -1 : random.nextLong() >>> random.nextInt(64);
      long second = i == 0 ? -1 : random.nextLong() << random.nextInt(64);
      byte[] bytes = ByteBuffer.allocate(16).putLong(first).putLong(second).array();
      for (HashDomain domain : List.of(HashDomain.ITEM, HashDomain.VERSION)) {
        assertThat(suite.hash128(domain, first, second)).isEqualTo(suite.hash128(domain, bytes));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  @DisplayName("the secret is part of every result, and the caller's array is not kept")
  void secretCounts(Function<byte[], HashSuite> maker) {
    HashSuite suite = suite(maker);
    byte[] secret = "secret".getBytes(UTF_8);
    HashSuite mine = maker.apply(secret);
    secret[0] = 'x';
    assertThat(mine).isEqualTo(suite).hasSameHashCodeAs(suite);
    assertThat(maker.apply(secret)).isNotEqualTo(suite);
    assertThat(maker.apply(secret).hash64(HashDomain.KEY, new byte[0]))
        .isNotEqualTo(suite.hash64(HashDomain.KEY, new byte[0]));
    assertThat(mine.hash64(HashDomain.KEY, new byte[0]))
        .isEqualTo(suite.hash64(HashDomain.KEY, new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("suites")
  @DisplayName("every domain, every length and every bit of the input counts")
  void inputCounts(Function<byte[], HashSuite> maker) {
    HashSuite suite = suite(maker);
    long distinct =
        Stream.concat(
                Stream.of(HashDomain.values()).map(domain -> suite.hash128(domain, new byte[40])),
                IntStream.range(0, 40)
                    .boxed()
                    .flatMap(length -> bitsOf(length))
                    .map(input -> suite.hash128(HashDomain.KEY, input)))
            .distinct()
            .count();
    assertThat(distinct).isEqualTo(HashDomain.values().length + 40 + 8 * (39 * 40 / 2));
  }

  /** Zeroes of this length, and each input that differs from them in one bit. */
  private static Stream<byte[]> bitsOf(int length) {
    return IntStream.rangeClosed(0, 8 * length)
        .mapToObj(
            bit -> {
              byte[] input = new byte[length];
              if (bit > 0) {
                input[(bit - 1) / 8] = (byte) (1 << (bit - 1) % 8);
              }
              return input;
            });
  }

  @ParameterizedTest
  @MethodSource("suites")
  void emptySecret_isRefused(Function<byte[], HashSuite> maker) {
    assertThatThrownBy(() -> maker.apply(new byte[0])).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("suites")
  @DisplayName("threads may share a suite")
  void threadSafe(Function<byte[], HashSuite> maker) {
    HashSuite suite = suite(maker);
    long expected = suite.hash64(HashDomain.KEY, new byte[100]);
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .mapToLong(i -> suite.hash64(HashDomain.KEY, new byte[100]))
                .allMatch(hash -> hash == expected))
        .isTrue();
  }
}
