package org.rejoin.antientropy.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rejoin.antientropy.Item;
import org.rejoin.antientropy.Range;
import org.rejoin.antientropy.RangeSum;
import org.rejoin.antientropy.sketch.ShardMap.Scale;
import org.rejoin.crdt.codec.CanonicalIn;
import org.rejoin.crdt.codec.CanonicalOut;
import org.rejoin.crdt.codec.HashSuite;
import org.rejoin.crdt.codec.MalformedBytesException;

class ShardMapTest {
  private static final HashSuite SUITE = SketchFixtures.SUITE;

  @ParameterizedTest
  @CsvSource({"FINE, 400, 200", "COARSE, 320, 18.75"})
  @DisplayName("equal sums never differ, others differ by the share of the scale, drawn by nonces")
  void aShareOfTheDifferenceShows(Scale scale, int shards, double mean) {
    int sum = 0;
    for (long nonce = 0; nonce < 20; nonce++) {
      assertThat(map(scale, nonce, 0))
          .isEqualTo(map(scale, nonce, 0))
          .hasSameHashCodeAs(map(scale, nonce, 0));
      int differing = map(scale, nonce, 0).differing(map(scale, nonce, shards));
      assertThat((double) differing).isBetween(0.7 * mean, 1.25 * mean);
      sum += differing;
    }
    assertThat(sum / 20.0).isBetween(0.95 * mean, 1.05 * mean);
    assertThat(map(scale, 1, 0)).isNotEqualTo(map(scale, 2, 0));
  }

  /** The first shards hold one item, the others none. */
  private static ShardMap map(Scale scale, long nonce, int shards) {
    return ShardMap.of(
        scale,
        SUITE,
        nonce,
        IntStream.range(0, ShardMap.SHARDS)
            .mapToObj(
                shard ->
                    shard < shards
                        ? RangeSum.of(SUITE, new Item((long) shard << 54, 1))
                        : RangeSum.ZERO)
            .toList());
  }

  @ParameterizedTest
  @CsvSource({"FINE, 129", "COARSE, 33"})
  @DisplayName("a map takes 128 or 32 bytes and one for its scale, and reads back")
  void bytes(Scale scale, int size) {
    CanonicalOut out = new CanonicalOut();
    map(scale, 3, 100).write(out);
    byte[] bytes = out.toByteArray();
    assertThat(bytes).hasSize(size);
    assertThat(ShardMap.read(new CanonicalIn(bytes))).isEqualTo(map(scale, 3, 100));
    assertThatThrownBy(() -> ShardMap.read(new CanonicalIn(bytes, 0, size - 1)))
        .isInstanceOf(MalformedBytesException.class);
    bytes[0] = 2;
    assertThatThrownBy(() -> ShardMap.read(new CanonicalIn(bytes)))
        .isInstanceOf(MalformedBytesException.class);
  }

  @Test
  @DisplayName("maps of two scales are not compared")
  void scales() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> map(Scale.FINE, 1, 0).differing(map(Scale.COARSE, 1, 0)));
  }

  @Test
  @DisplayName("shards are the 1024 ranges of ten bits, in order")
  void shards() {
    assertThat(ShardMap.shard(0)).isEqualTo(new Range(0, 10));
    assertThat(ShardMap.shard(1023).last()).isEqualTo(-1);
    assertThat(ShardMap.shard(512).prefix()).isEqualTo(Long.MIN_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShardMap.shard(1024))
        .withMessageContaining("1024");
    assertThatIllegalArgumentException().isThrownBy(() -> ShardMap.shard(-1));
  }
}
